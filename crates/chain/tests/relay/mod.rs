//! A JSON-RPC relay in front of the chain that loses transactions and answers, as a bad network does.
//! HTTP/1.1 by hand: one request and answer after the other on each connection.
#![allow(dead_code)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use base64::Engine;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;

/// What becomes of a `sendTransaction`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Passed on.
    Delivered,
    /// Acknowledged and dropped.
    Lost,
    /// Passed on, but the sender hears of an error.
    AnswerLost,
    /// Acknowledged, kept, and delivered by [`Relay::deliver_kept`].
    Kept,
}

pub struct Relay {
    /// `host:port` of the chain.
    target: String,
    fate: Mutex<Fate>,
    kept: Mutex<Vec<Value>>,
    sends: AtomicU32,
    /// A method that this node does not know.
    unknown: Mutex<Option<&'static str>>,
}

impl Relay {
    /// Listens on a free port in front of the chain at `url`; returns its own URL.
    pub async fn start(url: String, fate: Fate) -> (Arc<Self>, String) {
        let relay = Arc::new(Self {
            target: url.strip_prefix("http://").unwrap().to_string(),
            fate: Mutex::new(fate),
            kept: Mutex::default(),
            sends: AtomicU32::new(0),
            unknown: Mutex::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let accepting = relay.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(accepting.clone().serve(stream));
            }
        });
        (relay, url)
    }

    pub async fn set(&self, fate: Fate) {
        *self.fate.lock().await = fate;
    }

    /// From now on the node does not know `method`.
    pub async fn forget(&self, method: &'static str) {
        *self.unknown.lock().await = Some(method);
    }

    /// How many times a transaction was sent, resends included.
    pub fn sends(&self) -> u32 {
        self.sends.load(Ordering::SeqCst)
    }

    /// Delivers what was kept; the chain's answers.
    pub async fn deliver_kept(&self) -> Vec<Value> {
        let mut answers = Vec::new();
        for request in self.kept.lock().await.drain(..) {
            answers.push(self.forward(&request).await);
        }
        answers
    }

    /// Signatures of what was kept, in the order of arrival.
    pub async fn kept_signatures(&self) -> Vec<String> {
        self.kept.lock().await.iter().map(signature_of).collect()
    }

    async fn serve(self: Arc<Self>, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        while let Some(body) = read_body(&mut stream).await {
            let request: Value = serde_json::from_slice(&body).unwrap();
            let (status, answer) = match self.answer(request).await {
                Some(answer) => ("200 OK", answer.to_string()),
                None => ("502 Bad Gateway", String::new()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
                answer.len()
            );
            let bytes = [head.as_bytes(), answer.as_bytes()].concat();
            if stream.get_mut().write_all(&bytes).await.is_err() {
                return;
            }
        }
    }

    /// The answer; none for a failure on the way back.
    async fn answer(&self, request: Value) -> Option<Value> {
        if self
            .unknown
            .lock()
            .await
            .is_some_and(|method| request["method"] == method)
        {
            let error = json!({"code": -32601, "message": "Method not found"});
            return Some(json!({"jsonrpc": "2.0", "id": request["id"], "error": error}));
        }
        if request["method"] != "sendTransaction" {
            return Some(self.forward(&request).await);
        }
        self.sends.fetch_add(1, Ordering::SeqCst);
        // The client compares the answer with its own signature, so a made-up one would be noticed.
        let acknowledged =
            json!({"jsonrpc": "2.0", "id": request["id"], "result": signature_of(&request)});
        let fate = *self.fate.lock().await;
        match fate {
            Fate::Delivered => Some(self.forward(&request).await),
            Fate::Lost => Some(acknowledged),
            Fate::AnswerLost => {
                self.forward(&request).await;
                None
            }
            Fate::Kept => {
                self.kept.lock().await.push(request);
                Some(acknowledged)
            }
        }
    }

    async fn forward(&self, request: &Value) -> Value {
        let body = request.to_string();
        let mut stream = BufReader::new(TcpStream::connect(&self.target).await.unwrap());
        let head = format!(
            "POST / HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.target,
            body.len()
        );
        let bytes = [head.as_bytes(), body.as_bytes()].concat();
        stream.get_mut().write_all(&bytes).await.unwrap();
        let answer = read_body(&mut stream).await.expect("the chain answers");
        serde_json::from_slice(&answer).unwrap()
    }
}

/// The body of the next message; none when the connection has ended.
async fn read_body(stream: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
    let mut body = vec![0; length?];
    stream.read_exact(&mut body).await.ok()?;
    Some(body)
}

/// First signature of the base64 transaction: one length byte, then 64 bytes, in base58.
fn signature_of(request: &Value) -> String {
    let text = request["params"][0].as_str().unwrap();
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(text)
        .unwrap();
    let signature: [u8; 64] = bytes[1..65].try_into().unwrap();
    solana_signature::Signature::from(signature).to_string()
}
