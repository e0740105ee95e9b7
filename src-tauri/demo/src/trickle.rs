//! Bodies that arrive otherwise than a well-behaved server sends them.

use std::convert::Infallible;
use std::io::{self, Write};
use std::time::Duration;

use axum::body::{Body, Bytes};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use futures_util::{StreamExt, stream};
use tokio::time::sleep;

/// Long enough for what was sent before to reach the socket.
const FLUSH: Duration = Duration::from_millis(30);

/// Ten pieces a second, or one byte at a time where the rate is below that.
pub(crate) fn slow(bytes: Bytes, rate: u64) -> Body {
    let rate = rate.max(1);
    let piece = usize::try_from(rate / 10).unwrap_or(usize::MAX).max(1);
    let pause = Duration::from_secs_f64(piece as f64 / rate as f64);
    Body::from_stream(stream::unfold(bytes, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        sleep(pause).await;
        let next = rest.split_to(piece.min(rest.len()));
        Some((Ok::<_, Infallible>(next), rest))
    }))
}

/// These bytes, then nothing for ever.
pub(crate) fn then_silence(bytes: Bytes) -> Body {
    Body::from_stream(stream::once(async { Ok::<_, Infallible>(bytes) }).chain(stream::pending()))
}

/// These bytes, then the connection is dropped.
pub(crate) fn then_break(bytes: Bytes) -> Body {
    let broken = async {
        sleep(FLUSH).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    };
    Body::from_stream(stream::once(async { Ok(bytes) }).chain(stream::once(broken)))
}

/// In pieces, without a length.
pub(crate) fn chunked(bytes: &[u8]) -> Body {
    let pieces: Vec<_> = bytes.chunks(16 * 1024).map(Bytes::copy_from_slice).collect();
    Body::from_stream(stream::iter(pieces.into_iter().map(Ok::<_, Infallible>)))
}

/// These bytes first, then zeros without end.
pub(crate) fn endless(bytes: Bytes) -> Body {
    static ZEROS: [u8; 64 * 1024] = [0; 64 * 1024];
    let first = stream::once(async { Ok::<_, Infallible>(bytes) });
    Body::from_stream(first.chain(stream::repeat_with(|| Ok(Bytes::from_static(&ZEROS)))))
}

/// Packed with gzip.
pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish().map(Bytes::from)
}

/// About a megabyte of gzip that holds a gigabyte of zeros. Not closed properly: nobody should get that far.
pub(crate) fn gzip_bomb() -> io::Result<Bytes> {
    const MEGABYTE: usize = 1 << 20;
    // A gzip header without name or time, then deflate blocks that each stand for themselves.
    let mut bomb = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; MEGABYTE])?;
    encoder.flush()?;
    let block = encoder.get_ref().clone();
    for _ in 0..1024 {
        bomb.extend_from_slice(&block);
    }
    Ok(bomb.into())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_bomb_unpacks_to_a_gigabyte() {
        let bomb = gzip_bomb().expect("packing zeros in memory cannot fail");
        assert!(bomb.len() < 3 << 20, "{}", bomb.len());
        let mut unpacked = flate2::read::GzDecoder::new(&bomb[..]);
        let mut buffer = vec![1; 1 << 20];
        let mut total = 0_u64;
        while let Ok(read @ 1..) = unpacked.read(&mut buffer) {
            assert!(buffer[..read].iter().all(|byte| *byte == 0));
            total += read as u64;
        }
        assert!(total >= 1 << 30, "{total}");
    }
}
