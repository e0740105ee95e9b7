//! Access tokens in the system's keychain, and nowhere else.

use crate::source::Token;

const SERVICE: &str = "poster-companion";

/// Where a token ended up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the system's keychain: still there after a restart.
    Keychain,
    /// There is no keychain (a Linux without Secret Service): kept until the app is closed.
    Session,
}

/// Keeps the token of a source.
pub fn keep(source: &str, token: &Token) -> Kept {
    let kept = keyring::v1::Entry::new(SERVICE, source).and_then(|entry| entry.set_password(token.reveal()));
    if kept.is_ok() { Kept::Keychain } else { Kept::Session }
}

/// The token of a source, if one is kept.
pub fn find(source: &str) -> Option<Token> {
    let secret = keyring::v1::Entry::new(SERVICE, source).ok()?.get_password().ok()?;
    Token::new(secret).ok()
}

/// Forgets the token of a source.
pub fn forget(source: &str) {
    if let Ok(entry) = keyring::v1::Entry::new(SERVICE, source) {
        // Nothing kept is as good as forgotten.
        let _ = entry.delete_credential();
    }
}
