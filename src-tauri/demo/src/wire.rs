//! The connection itself: counted, and able to break in ways that HTTP libraries avoid.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

use crate::seen::{Open, Seen};

/// Accepts connections and counts them.
pub(crate) struct Counter {
    pub(crate) listener: TcpListener,
    pub(crate) seen: Arc<Seen>,
}

/// What an answer may ask of the connection that carries it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Handle(Arc<Wishes>);

#[derive(Debug, Default)]
struct Wishes {
    mute: AtomicBool,
    reset: AtomicBool,
    parting: Mutex<Vec<u8>>,
}

impl Handle {
    /// Sends nothing more: the connection ends before the answer begins.
    pub(crate) fn mute(&self) {
        self.0.mute.store(true, Ordering::SeqCst);
    }

    /// Ends the connection with a TCP reset instead of an orderly close.
    pub(crate) fn reset(&self) {
        self.0.reset.store(true, Ordering::SeqCst);
    }

    /// Bytes to send after the answer, just before the connection closes.
    pub(crate) fn parting(&self, bytes: &[u8]) {
        self.0.parting.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
    }
}

/// One accepted connection.
pub(crate) struct Wire {
    stream: TcpStream,
    handle: Handle,
    _open: Open,
}

impl Listener for Counter {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        // The listener of axum waits and goes on when accepting fails.
        let (stream, address) = Listener::accept(&mut self.listener).await;
        (
            Wire {
                stream,
                handle: Handle::default(),
                _open: self.seen.connection(),
            },
            address,
        )
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Counter>> for Handle {
    fn connect_info(stream: IncomingStream<'_, Counter>) -> Self {
        stream.io().handle.clone()
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.handle.0.reset.load(Ordering::SeqCst) {
            // Where it cannot be set the client sees an orderly close in the middle instead.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.handle.0.mute.load(Ordering::SeqCst) {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let mut parting = this.handle.0.parting.lock().unwrap_or_else(PoisonError::into_inner);
        while !parting.is_empty() {
            match Pin::new(&mut this.stream).poll_write(context, &parting) {
                Poll::Ready(Ok(written)) => drop(parting.drain(..written)),
                Poll::Ready(Err(broken)) => return Poll::Ready(Err(broken)),
                Poll::Pending => return Poll::Pending,
            }
        }
        Pin::new(&mut this.stream).poll_shutdown(context)
    }
}
