//! The wire between courier and server, with a meter on it, or with noise.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::server::Server;

/// Bytes in both directions, heads and all.
pub struct Wire {
    /// The feed's address at this end.
    pub address: String,
    bytes: Arc<AtomicU64>,
}

impl Wire {
    pub async fn to(server: &Server) -> Self {
        Self::with_noise(server, u64::MAX).await
    }

    /// A bad one: it turns a bit over in each byte of the server's whose number, on its connection,
    /// can be divided by `every`.
    pub async fn with_noise(server: &Server, every: u64) -> Self {
        let (host, path) = server
            .address
            .trim_start_matches("http://")
            .split_once('/')
            .expect("a path");
        let host = host.to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let bytes = Arc::new(AtomicU64::new(0));
        let meter = Arc::clone(&bytes);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let far = TcpStream::connect(&host).await.expect("the server");
                let (near_in, near_out) = near.into_split();
                let (far_in, far_out) = far.into_split();
                tokio::spawn(carry(near_in, far_out, Arc::clone(&meter), u64::MAX));
                tokio::spawn(carry(far_in, near_out, Arc::clone(&meter), every));
            }
        });
        Self {
            address: format!("http://{address}/{path}"),
            bytes,
        }
    }

    /// Bytes since the last time.
    pub fn read_meter(&self) -> u64 {
        self.bytes.swap(0, Ordering::Relaxed)
    }
}

async fn carry(
    mut from: impl AsyncReadExt + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    meter: Arc<AtomicU64>,
    every: u64,
) {
    let mut buffer = vec![0; 64 * 1024];
    let mut number = 0_u64;
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        meter.fetch_add(count as u64, Ordering::Relaxed);
        for byte in &mut buffer[..count] {
            number += 1;
            if number.is_multiple_of(every) {
                *byte ^= 1;
            }
        }
        if to.write_all(&buffer[..count]).await.is_err() {
            break;
        }
    }
}
