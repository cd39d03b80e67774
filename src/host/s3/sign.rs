//! AWS Signature Version 4 in the `Authorization` field, with the SHA-256 of what is sent.
//!
//! Shape and order are those of "Create a signed AWS API request" in the IAM User Guide.

use jiff::Timestamp;
use ring::hmac;
use sha2::{Digest, Sha256};

use super::super::secret::Secret;

/// Who signs, and for which region.
#[derive(Debug)]
pub(super) struct Signer {
    pub key: String,
    pub secret: Secret,
    pub region: String,
}

/// What is signed. Everything is as it stands on the wire.
pub(super) struct Plain<'a> {
    pub method: &'a str,
    /// Percent-encoded, from the first `/`.
    pub path: &'a str,
    /// Percent-encoded and in order of name.
    pub query: &'a str,
    /// In small letters and in order of name.
    pub headers: &'a [(String, String)],
    /// The SHA-256 of the body, in hexadecimal digits.
    pub payload: &'a str,
}

impl Signer {
    /// The value of `Authorization` for a request that says it is made at `moment`.
    pub fn authorization(&self, plain: &Plain<'_>, moment: Timestamp) -> String {
        let names: Vec<&str> = plain.headers.iter().map(|(name, _)| name.as_str()).collect();
        let names = names.join(";");
        let mut canonical = format!("{}\n{}\n{}\n", plain.method, plain.path, plain.query);
        for (name, value) in plain.headers {
            // Runs of spaces count as one.
            let value = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            canonical.push_str(&format!("{name}:{value}\n"));
        }
        canonical.push_str(&format!("\n{names}\n{}", plain.payload));

        let day = moment.strftime("%Y%m%d").to_string();
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let text = format!(
            "AWS4-HMAC-SHA256\n{}\n{scope}\n{}",
            date(moment),
            hex(&Sha256::digest(canonical.as_bytes()))
        );
        let first = format!("AWS4{}", self.secret.reveal());
        let steps = [day.as_str(), self.region.as_str(), "s3", "aws4_request", text.as_str()];
        let signature =
            steps.iter().fold(first.into_bytes(), |key, step| hmac_sha256(&key, step.as_bytes()));
        format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope},SignedHeaders={names},Signature={}",
            self.key,
            hex(&signature)
        )
    }
}

/// A moment as `x-amz-date` has it.
pub(super) fn date(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn hmac_sha256(key: &[u8], text: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text).as_ref().to_vec()
}

/// Bytes as hexadecimal digits in small letters.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example "GET Object" of "Authenticating Requests: Using the Authorization Header" in
    /// the S3 API reference; the key is AWS's own for examples.
    #[test]
    fn signs_as_the_example_of_the_reference() {
        let signer = Signer {
            key: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            secret: Secret::new("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            region: "us-east-1".to_owned(),
        };
        let payload = hex(&Sha256::digest(b""));
        let headers = [
            ("host", "examplebucket.s3.amazonaws.com"),
            ("range", "bytes=0-9"),
            ("x-amz-content-sha256", payload.as_str()),
            ("x-amz-date", "20130524T000000Z"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let plain = Plain {
            method: "GET",
            path: "/test.txt",
            query: "",
            headers: &headers,
            payload: &payload,
        };
        let moment = "2013-05-24T00:00:00Z".parse().expect("a moment");
        let signed = signer.authorization(&plain, moment);
        assert!(
            signed.ends_with("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
            "{signed}"
        );
        assert_eq!(format!("{signer:?}").matches("wJalr").count(), 0);
    }
}
