//! What the header of a JPEG's frame says, before anything is decoded.

use super::jpeg_end::marker;

/// A frame as its header describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) components: u8,
    /// Whether a decoder must keep the coefficients of the whole picture: the scans refine each other (progressive),
    /// or bring one component after the other.
    pub(super) kept_whole: bool,
}

impl Frame {
    /// Reads the markers up to the first scan (ISO/IEC 10918-1, annex B.2). A second header of a frame is not
    /// allowed before that, and the larger claim counts.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        const SCAN: u8 = 0xda;
        let mut found: Option<Self> = None;
        let mut at = 2;
        while let Some(marker) = marker(bytes, &mut at) {
            if matches!(marker, 0x01 | 0xd0..=0xd9) {
                continue;
            }
            let length = bytes.get(at..at + 2)?;
            let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
            let content = bytes.get(at + 2..at + length)?;
            match (marker, content) {
                // 0xc4, 0xc8 and 0xcc are no frames: tables, a reserved one, and arithmetic conditioning.
                (0xc0..=0xcf, [_, h, l, w, m, components, ..]) if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                    let frame = Self {
                        width: u16::from_be_bytes([*w, *m]),
                        height: u16::from_be_bytes([*h, *l]),
                        components: *components,
                        kept_whole: !matches!(marker, 0xc0 | 0xc1),
                    };
                    let larger = found.is_none_or(|earlier| earlier.planes() < frame.planes());
                    found = if larger { Some(frame) } else { found };
                }
                (SCAN, [components, ..]) => {
                    let frame = found?;
                    return Some(Self { kept_whole: frame.kept_whole || *components < frame.components, ..frame });
                }
                _ => {}
            }
            at += length;
        }
        None
    }

    /// Samples of all planes.
    fn planes(self) -> u64 {
        u64::from(self.width) * u64::from(self.height) * u64::from(self.components)
    }

    /// What a decoder takes, in bytes: a byte a sample, and two more for a coefficient that is kept.
    pub(super) fn memory(self) -> u64 {
        self.planes() * if self.kept_whole { 1 + 2 } else { 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Start, a frame of this kind with three components, a scan of `scanned` of them, end.
    fn header(kind: u8, width: u16, height: u16, scanned: u8) -> Vec<u8> {
        let [[w, m], [h, l]] = [width.to_be_bytes(), height.to_be_bytes()];
        let tables = [0xff, 0xd8, 0xff, 0xc4, 0, 3, 9];
        let frame = [0xff, kind, 0, 8, 8, h, l, w, m, 3];
        [&tables[..], &frame, &[0xff, 0xda, 0, 3, scanned, 0xff, 0xd9]].concat()
    }

    #[test]
    fn a_progressive_frame_is_kept_whole() {
        let memory = |kind, scanned| Frame::of(&header(kind, 8_000, 8_000, scanned)).expect("a frame").memory();
        assert_eq!(memory(0xc0, 3), 192_000_000);
        assert_eq!(memory(0xc2, 3), 576_000_000);
        assert_eq!(memory(0xc0, 1), 576_000_000, "one component after the other");
        assert_eq!(Frame::of(b"\xff\xd8\xff\xd9"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_frame_or_none(bytes in prop::collection::vec(prop_oneof![Just(0xff), any::<u8>()], 0..300)) {
            let _ = Frame::of(&bytes);
        }
    }
}
