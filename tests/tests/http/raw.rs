//! Servers that say exactly the bytes they are told to, one connection after the other.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A server of raw bytes. It remembers the head of every request.
pub(crate) struct Raw {
    pub(crate) address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Raw {
    /// Answers each connection with `answer(number, head, stream)`, counted from 0.
    pub(crate) async fn start<F, A>(answer: F) -> Self
    where
        F: Fn(usize, String, TcpStream) -> A + Send + 'static,
        A: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let heads: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&heads);
        let task = tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let head = head_of(&mut stream).await;
                let number = {
                    let mut seen = seen.lock().unwrap();
                    seen.push(head.clone());
                    seen.len() - 1
                };
                tokio::spawn(answer(number, head, stream));
            }
        });
        Self { address, heads, task }
    }

    /// Says one answer after the other, the last one for ever, and closes each connection behind it.
    pub(crate) async fn says<B: Into<Vec<u8>>>(answers: impl IntoIterator<Item = B>) -> Self {
        let answers: Vec<Vec<u8>> = answers.into_iter().map(Into::into).collect();
        Self::start(move |number, _, stream| say(stream, answers[number.min(answers.len() - 1)].clone())).await
    }

    /// How many requests came.
    pub(crate) fn count(&self) -> usize {
        self.heads.lock().unwrap().len()
    }

    /// The heads of the requests, lower case.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().iter().map(|head| head.to_ascii_lowercase()).collect()
    }

    pub(crate) fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/p.png", self.address)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn head_of(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0; 1];
    while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).await.is_ok() {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// Writes and closes. A client that has gone already is no error.
pub(crate) async fn say(mut stream: TcpStream, bytes: Vec<u8>) {
    if stream.write_all(&bytes).await.is_ok() && stream.shutdown().await.is_ok() {
        // Closing before the other side has read everything would be a reset.
        let _rest = stream.read_to_end(&mut Vec::new()).await;
    }
}

/// Ends a connection with a reset instead of a farewell.
pub(crate) fn reset(stream: TcpStream) {
    stream.set_zero_linger().unwrap();
    drop(stream);
}

/// 200 with these headers and this body; no length of its own.
pub(crate) fn ok(headers: &str, body: &[u8]) -> Vec<u8> {
    answer("200 OK", headers, body)
}

pub(crate) fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\n{headers}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// 200 with the right length.
pub(crate) fn whole(headers: &str, body: &[u8]) -> Vec<u8> {
    ok(&format!("Content-Length: {}\r\n{headers}", body.len()), body)
}

/// A body that looks like a picture at its beginning.
pub(crate) fn picture(length: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend((bytes.len()..length).map(|index| (index % 251) as u8));
    bytes
}
