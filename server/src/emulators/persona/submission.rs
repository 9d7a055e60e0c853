//! The body of `POST /transactions`, as multipart or as JSON, read into one form.

use std::collections::BTreeMap;

use axum::{
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::{HeaderValue, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Refusal;

/// What a client sent, before it is judged.
#[derive(Default)]
pub(super) struct Submission {
    pub(super) transaction_type: Option<String>,
    pub(super) reference_id: Option<String>,
    pub(super) fields: BTreeMap<String, Sent>,
    pub(super) tags: Vec<String>,
}

pub(super) enum Sent {
    Text(String),
    File {
        filename: String,
        bytes: Bytes,
    },
    /// A file value whose base64 cannot be read.
    Garbled,
}

impl Submission {
    pub(super) async fn read(content_type: Option<HeaderValue>, body: Bytes) -> Result<Self, Refusal> {
        let kind = content_type.as_ref().and_then(|v| v.to_str().ok());
        let kind = kind.unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let mut request = Request::new(Body::from(body));
            // The route's own limit was kept when the body was read.
            DefaultBodyLimit::disable().apply(&mut request);
            if let Some(value) = content_type {
                request.headers_mut().insert(header::CONTENT_TYPE, value);
            }
            Self::multipart(request).await
        } else if kind.starts_with("application/json") {
            Self::json(&body)
        } else {
            Err(Refusal::bad_request("Content-Type is not supported"))
        }
    }

    async fn multipart(request: Request) -> Result<Self, Refusal> {
        let bad = || Refusal::bad_request("multipart body cannot be read");
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| bad())?;
        let mut submission = Self::default();
        while let Some(part) = parts.next_field().await.map_err(|_| bad())? {
            let name = part.name().unwrap_or_default().to_owned();
            let filename = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|_| bad())?;
            // `data[attributes][fields][id_front_photo]`: the names are Persona's guide's.
            let Some(path) = name.strip_prefix("data[attributes][") else {
                continue;
            };
            let path: Vec<&str> = path.trim_end_matches("[]").trim_end_matches(']').split("][").collect();
            let sent = match filename {
                Some(filename) => Sent::File { filename, bytes },
                None => Sent::Text(String::from_utf8(bytes.into()).map_err(|_| bad())?),
            };
            match (path.as_slice(), sent) {
                (["fields", field], sent) => {
                    submission.fields.insert((*field).to_owned(), sent);
                }
                ([attribute], Sent::Text(text)) => submission.set(attribute, text),
                _ => {}
            }
        }
        Ok(submission)
    }

    fn json(body: &[u8]) -> Result<Self, Refusal> {
        let body: Value = serde_json::from_slice(body).map_err(|_| Refusal::bad_request("JSON body cannot be read"))?;
        let attributes = body.pointer("/data/attributes").and_then(Value::as_object);
        let attributes = attributes.ok_or_else(|| Refusal::bad_request("data.attributes is missing"))?;
        let mut submission = Self::default();
        for (name, value) in attributes {
            match value {
                Value::String(text) => submission.set(name, text.clone()),
                Value::Object(fields) if name == "fields" => {
                    for (field, value) in fields {
                        if let Some(sent) = Self::json_field(value) {
                            submission.fields.insert(field.clone(), sent);
                        }
                    }
                }
                Value::Array(tags) if name == "tags" => {
                    let texts = tags.iter().filter_map(Value::as_str);
                    submission.tags.extend(texts.map(str::to_owned));
                }
                _ => {}
            }
        }
        Ok(submission)
    }

    fn json_field(value: &Value) -> Option<Sent> {
        Some(match value {
            Value::Null => return None,
            Value::String(text) => Sent::Text(text.clone()),
            // A file is `{"filename","data": base64}`.
            Value::Object(file) => {
                let data = file.get("data").and_then(Value::as_str);
                let filename = file.get("filename").and_then(Value::as_str);
                match data.and_then(|data| STANDARD.decode(data).ok()) {
                    Some(bytes) => {
                        Sent::File { filename: filename.unwrap_or_default().to_owned(), bytes: bytes.into() }
                    }
                    None => Sent::Garbled,
                }
            }
            other => Sent::Text(other.to_string()),
        })
    }

    /// Requests may use camel, kebab or snake keys; unknown ones are ignored since 2025-10-27.
    fn set(&mut self, attribute: &str, text: String) {
        let plain: String = attribute.chars().filter(char::is_ascii_alphanumeric).collect();
        match plain.to_ascii_lowercase().as_str() {
            "transactiontypeid" => self.transaction_type = Some(text),
            "referenceid" => self.reference_id = Some(text),
            "tags" => self.tags.push(text),
            _ => {}
        }
    }

    /// Equal for equal parameters: a hash of the parts, because a retry has another multipart boundary.
    pub(super) fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        for attribute in [&self.transaction_type, &self.reference_id] {
            add(attribute.as_deref().unwrap_or("\0").as_bytes());
        }
        for (name, sent) in &self.fields {
            add(name.as_bytes());
            match sent {
                Sent::Text(text) => add(text.as_bytes()),
                Sent::File { filename, bytes } => {
                    add(filename.as_bytes());
                    add(bytes);
                }
                Sent::Garbled => add(b"\0"),
            }
        }
        for tag in &self.tags {
            add(tag.as_bytes());
        }
        hex(&hash.finalize())
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
