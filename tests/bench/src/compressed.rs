//! The sizes of files as they travel.

use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// The size in bytes with gzip at its best level, as which a Function is uploaded.
pub(crate) fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// The size in bytes with Brotli at quality 11, with which Pages' edge stores files.
pub(crate) fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params)?;
    Ok(compressed.len())
}
