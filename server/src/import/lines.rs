//! Lines of a file that is read once, counted as an editor counts them: from 1, blank ones too, whatever ends them. The
//! CSV reader counts line feeds alone, and counts from where the record before it ended.

use std::{
    collections::VecDeque,
    io::{self, Read},
};

/// A file, and where the lines of what was read of it begin.
pub(super) struct Lines<R> {
    file: R,
    /// Bytes read.
    at: u64,
    /// The line in which reading stands.
    line: u64,
    /// Whether nothing of this line was read yet.
    blank: bool,
    after_return: bool,
    /// First byte and number of each line that is not blank.
    begun: VecDeque<(u64, u64)>,
}

impl<R> Lines<R> {
    pub(super) fn of(file: R) -> Self {
        Self { file, at: 0, line: 1, blank: true, after_return: false, begun: VecDeque::new() }
    }

    /// The first line that is not blank and begins at byte `at` or later; lines before it are forgotten.
    pub(super) fn line_after(&mut self, at: u64) -> u64 {
        while self.begun.front().is_some_and(|(first, _)| *first < at) {
            self.begun.pop_front();
        }
        self.begun.front().map_or(self.line, |(_, line)| *line)
    }

    fn count(&mut self, byte: u8) {
        match byte {
            b'\n' if self.after_return => {}
            b'\n' | b'\r' => {
                self.line += 1;
                self.blank = true;
            }
            _ if self.blank => {
                self.begun.push_back((self.at, self.line));
                self.blank = false;
            }
            _ => {}
        }
        self.after_return = byte == b'\r';
        self.at += 1;
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        for byte in &buffer[..read] {
            self.count(*byte);
        }
        Ok(read)
    }
}
