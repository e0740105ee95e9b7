//! How the walkers read: each says what it wants next, and gets exactly that.

use super::Fault;

/// What a walker wants next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Want {
    /// Exactly so many bytes, handed to `step`. At most [`MOST`].
    Take(usize),
    /// So many bytes, handed to `pass` as they come; then `step` with nothing.
    Pass(u64),
    /// Bytes until `scan` has found what it looks for; then `step` with nothing.
    Scan,
    /// Nothing more: the picture is over, or cannot be followed.
    Stop,
}

/// The most bytes a walker may take at once: this bounds the memory.
pub(super) const MOST: u64 = 1 << 20;

/// What the walkers found.
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// Pixels as stored; 0 where not known.
    pub(super) width: u32,
    /// Pixels as stored; 0 where not known.
    pub(super) height: u32,
    /// As in EXIF; 0 where not known.
    pub(super) orientation: u8,
    /// JPEG scans.
    pub(super) scans: u32,
    /// A coding that common decoders lack.
    pub(super) exotic: bool,
    /// The first thing that was wrong.
    pub(super) fault: Option<Fault>,
    /// Something of the structure was there, not only the signature.
    pub(super) begun: bool,
    /// The end was reached.
    pub(super) ended: bool,
    /// The structure alone cannot tell.
    pub(super) unproven: bool,
    /// How far into the file the walker has come.
    pub(super) at: u64,
}

impl Seen {
    /// Notes what is wrong; the first fault stays.
    pub(super) fn fault(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }

    /// Notes what is wrong, where nothing behind it can be followed.
    pub(super) fn lost(&mut self, fault: Fault) -> Want {
        self.fault(fault);
        Want::Stop
    }

    /// Notes the end.
    pub(super) fn over(&mut self) -> Want {
        self.ended = true;
        Want::Stop
    }
}

/// One format's structure.
pub(super) trait Walk: Send {
    /// The bytes that were wanted (none after `Pass` and `Scan`); at first called with none.
    fn step(&mut self, bytes: &[u8], seen: &mut Seen) -> Want;
    /// Bytes that pass.
    fn pass(&mut self, _bytes: &[u8]) {}
    /// How many bytes to take off until what is looked for has been found, or `None`: all of them, not yet.
    fn scan(&mut self, _bytes: &[u8]) -> Option<usize> {
        None
    }
    /// The file is over after `total` bytes.
    fn close(&self, _total: u64, _seen: &mut Seen) {}
}

/// Big-endian.
pub(super) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}
/// Big-endian.
pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
/// Big-endian.
pub(super) fn be64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}
/// Little-endian.
pub(super) fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    be16(bytes, at).map(u16::swap_bytes)
}
/// Little-endian.
pub(super) fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    be32(bytes, at).map(u32::swap_bytes)
}
