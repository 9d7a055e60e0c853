//! Whether a JPEG is all there. Decoders are lenient and fill a picture that breaks off with grey; nobody wants an
//! identity card like that.

/// Walks the markers from the first to the end of the image (ISO/IEC 10918-1, annex B). What follows the end is not
/// looked at.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    const END: u8 = 0xd9;
    const SCAN: u8 = 0xda;
    let mut at = 2;
    while let Some(marker) = marker(bytes, &mut at) {
        match marker {
            END => return true,
            // Markers without a length: TEM and the restarts.
            0x01 | 0xd0..=0xd7 => {}
            _ => {
                let Some(length) = bytes.get(at..at + 2) else { return false };
                at += usize::from(u16::from_be_bytes([length[0], length[1]]));
                if marker == SCAN {
                    at = end_of_scan(bytes, at);
                }
            }
        }
    }
    false
}

/// The marker at `at`, which moves behind it; markers may be filled up with `ff`.
pub(super) fn marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    if *bytes.get(*at)? != 0xff {
        return None;
    }
    while *bytes.get(*at)? == 0xff {
        *at += 1;
    }
    let marker = bytes[*at];
    *at += 1;
    Some(marker)
}

/// Where the entropy-coded data ends: at the first marker that is no stuffed byte and no restart.
fn end_of_scan(bytes: &[u8], mut at: usize) -> usize {
    while let Some(pair) = bytes.get(at..at + 2) {
        match pair {
            [0xff, 0x00 | 0xd0..=0xd7] => at += 2,
            [0xff, 0xff] => at += 1,
            [0xff, _] => break,
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Start, one segment, a scan with a stuffed byte and a restart, end.
    const WHOLE: [u8; 19] =
        [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xda, 0, 2, 7, 0xff, 0x00, 0xff, 0xd0, 0xff, 0xd9];

    #[test]
    fn only_the_whole_is_whole() {
        assert!(is_whole(&WHOLE));
        assert!(is_whole(&[&WHOLE[..], b"PK\x03\x04"].concat()));
        for cut in 0..WHOLE.len() {
            assert!(!is_whole(&WHOLE[..cut]), "{cut}");
        }
    }

    #[test]
    fn an_end_inside_a_segment_is_not_the_end() {
        assert!(!is_whole(&[0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd9, 0, 0, 0xff, 0xda, 0, 2, 1, 2, 3]));
        assert!(!is_whole(&[0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 0xff, 0xd9]));
        assert!(!is_whole(&[0xff, 0xd8, b'<', b'p', 0xff, 0xd9]));
    }

    proptest! {
        #[test]
        fn any_bytes_are_walked_to_an_end(bytes in prop::collection::vec(prop_oneof![Just(0xff), any::<u8>()], 0..300)) {
            let _ = is_whole(&bytes);
        }
    }
}
