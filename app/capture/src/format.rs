//! What a file is, by its first bytes: names and types lie.

/// Whether it is a HEIC or HEIF picture (ISO/IEC 23008-12, 10.2: the brands of its `ftyp` box).
pub fn is_heic(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8; 4]; 6] = [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"];
    let Some((head, brands)) = bytes.split_at_checked(8) else { return false };
    let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
    let brands = &brands[..length.saturating_sub(8).min(brands.len())];
    &head[4..] == b"ftyp" && brands.chunks_exact(4).any(|brand| BRANDS.iter().any(|known| *known == brand))
}

#[cfg(test)]
mod tests {
    use super::is_heic;

    #[test]
    fn a_heic_file_is_known_by_its_bytes() {
        assert!(is_heic(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"));
        assert!(is_heic(b"\0\0\0\x1cftypmif1\0\0\0\0heicmiaf more"));
        for other in
            [&b"\xff\xd8\xff\xe0 a JPEG"[..], b"\0\0\0\x18ftypavif\0\0\0\0avifmif2", b"ftyp", b"", b"\0\0\0\0ftypheic"]
        {
            assert!(!is_heic(other), "{other:?}");
        }
    }
}
