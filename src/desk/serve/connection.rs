//! Connections that are given up when nobody is at the other end any more.
//!
//! A kiosk whose plug was pulled says no goodbye, and one that stops reading in the middle of an
//! answer holds what is to be sent. Each connection costs one of the open files that this process
//! may have.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep};

/// How long nothing may happen on a connection.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Between two requests, or two pieces of one. Events are written more often than this.
    pub idle: Duration,
    /// While there is something to send that the other end does not take.
    pub stalled: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            // Longer than HTTP clients keep a connection, so that it is they who close it: whoever
            // closes first knows that no request is on its way.
            idle: Duration::from_secs(150),
            stalled: Duration::from_secs(30),
        }
    }
}

/// A listener whose connections have [`Patience`].
pub(super) struct Guarded {
    pub(super) listener: TcpListener,
    pub(super) patience: Patience,
}

impl Listener for Guarded {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        // axum's own way with errors: it waits a second when there are no more open files.
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // Small answers go out at once: a kiosk waits for one before it asks for the next. At worst
        // it is slower.
        let _ = stream.set_nodelay(true);
        let connection = Connection {
            stream,
            idle: Deadline::new(self.patience.idle),
            stalled: Deadline::new(self.patience.stalled),
            is_stalled: false,
        };
        (connection, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that ends by itself when nothing happens on it.
pub(super) struct Connection {
    stream: TcpStream,
    /// Since anything moved.
    idle: Deadline,
    /// Since the other end takes nothing.
    stalled: Deadline,
    is_stalled: bool,
}

impl Connection {
    /// What came of writing: `Pending` for as long as the other end has time.
    fn wrote(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.is_stalled = false;
            self.idle.put_off();
            return written;
        }
        if !std::mem::replace(&mut self.is_stalled, true) {
            self.stalled.put_off();
        }
        self.stalled.poll(cx).map(|late| late.map(|()| 0))
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(cx, into) {
            Poll::Ready(outcome) => {
                self.idle.put_off();
                Poll::Ready(outcome)
            }
            Poll::Pending => self.idle.poll(cx),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.wrote(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.wrote(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// A point in time that is put off again and again.
struct Deadline {
    patience: Duration,
    last: Instant,
    /// There once somebody waits. It is set anew only when it goes off: putting off costs nothing.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Deadline {
    fn new(patience: Duration) -> Self {
        Self {
            patience,
            last: Instant::now(),
            alarm: None,
        }
    }

    fn put_off(&mut self) {
        self.last = Instant::now();
    }

    /// Never ready with success: either it is not yet time, or the connection is to end.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let patience = self.patience;
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep(patience)));
        loop {
            ready!(alarm.as_mut().poll(cx));
            let end = self.last + patience;
            if Instant::now() >= end {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            alarm.as_mut().reset(end);
        }
    }
}
