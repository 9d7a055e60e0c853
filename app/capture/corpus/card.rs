//! Specimens of no country, in eight layouts. Every second one was used to set thresholds, the others to test them.

use std::f32::consts::TAU;

use fastrand::Rng;

use super::canvas::{Canvas, Colour};

/// How a card is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    License,
    Passport,
    Plain,
    Barcode,
    Header,
    Dark,
    Guilloche,
    Residence,
}

pub const LAYOUTS: [Layout; 8] = [
    Layout::License,
    Layout::Header,
    Layout::Passport,
    Layout::Residence,
    Layout::Plain,
    Layout::Dark,
    Layout::Barcode,
    Layout::Guilloche,
];

const INK: Colour = [35.0, 35.0, 45.0];
const PALE: Colour = [120.0, 125.0, 140.0];

/// A card of 1280 pixels' width.
pub fn card(layout: Layout, random: &mut Rng) -> Canvas {
    let height = if layout == Layout::Passport { 900 } else { 807 };
    let mut card = Canvas::new(1280, height, paper(layout, random));
    match layout {
        Layout::License => {
            waves(&mut card, 6.0, random);
            card.block(0, 0, 1280, 110, [40.0, 80.0, 140.0]);
            words(&mut card, (40, 30), 7, 2, 30, [235.0; 3], random);
            portrait(&mut card, (220.0, 420.0), random);
            lines(&mut card, (460, 170), 4, 9, random);
        }
        Layout::Passport => {
            waves(&mut card, 4.0, random);
            portrait(&mut card, (230.0, 340.0), random);
            lines(&mut card, (470, 90), 4, 8, random);
            for row in 0..2 {
                card.text(30, 740 + row * 70, 4, &zone(44, random), INK);
            }
        }
        Layout::Plain => {
            portrait(&mut card, (1030.0, 330.0), random);
            lines(&mut card, (60, 120), 4, 7, random);
        }
        Layout::Barcode => {
            bars(&mut card, (60, 480), (1160, 260), random);
            lines(&mut card, (60, 60), 3, 6, random);
        }
        Layout::Header => {
            waves(&mut card, 5.0, random);
            card.block(0, 0, 1280, 150, [150.0, 50.0, 50.0]);
            words(&mut card, (60, 45), 8, 1, 24, [240.0; 3], random);
            portrait(&mut card, (1020.0, 470.0), random);
            lines(&mut card, (60, 210), 4, 7, random);
        }
        Layout::Dark => {
            card.block(0, 700, 1280, 107, [200.0, 170.0, 60.0]);
            portrait(&mut card, (240.0, 380.0), random);
            words(&mut card, (480, 120), 4, 8, 28, [225.0; 3], random);
        }
        Layout::Guilloche => {
            waves(&mut card, 14.0, random);
            waves(&mut card, 9.0, random);
            portrait(&mut card, (1010.0, 400.0), random);
            lines(&mut card, (80, 160), 4, 7, random);
        }
        Layout::Residence => {
            waves(&mut card, 3.0, random);
            portrait(&mut card, (200.0, 280.0), random);
            lines(&mut card, (420, 80), 3, 6, random);
            for row in 0..3 {
                card.text(40, 570 + row * 70, 5, &zone(30, random), INK);
            }
        }
    }
    words(&mut card, (700, height - 60), 3, 1, 8, PALE, random);
    card
}

fn paper(layout: Layout, random: &mut Rng) -> Colour {
    let tone = |from: f32, random: &mut Rng| from + random.f32() * 20.0;
    match layout {
        Layout::Dark => [tone(30.0, random), tone(40.0, random), tone(80.0, random)],
        Layout::Plain | Layout::Barcode => [tone(222.0, random), tone(222.0, random), tone(222.0, random)],
        _ => [tone(190.0, random), tone(205.0, random), tone(200.0, random)],
    }
}

/// Fine waves, as they guard paper against copying.
fn waves(card: &mut Canvas, depth: f32, random: &mut Rng) {
    let (wide, high, turn) = (random.f32() * 20.0 + 16.0, random.f32() * 60.0 + 60.0, random.f32() * 6.0);
    card.paint(|x, y, was| {
        let wave = ((x + 24.0 * (y / high + turn).sin()) / wide * TAU).sin() * depth;
        [was[0] + wave * 0.4, was[1] + wave, was[2] - wave]
    });
}

fn portrait(card: &mut Canvas, (x, y): (f32, f32), random: &mut Rng) {
    let skin = 120.0 + random.f32() * 100.0;
    let hair = random.f32() * 90.0;
    card.block((x - 150.0) as usize, (y - 190.0) as usize, 300, 380, [205.0, 210.0, 215.0]);
    card.ellipse((x, y + 170.0), (130.0, 60.0), [hair * 0.7, 60.0, 90.0]);
    card.ellipse((x, y - 30.0), (98.0, 128.0), [hair, hair * 0.8, hair * 0.6]);
    card.ellipse((x, y), (80.0, 108.0), [skin, skin * 0.82, skin * 0.7]);
    for side in [-1.0, 1.0] {
        card.ellipse((x + side * 30.0, y - 18.0), (13.0, 7.0), [240.0; 3]);
        card.ellipse((x + side * 30.0, y - 18.0), (6.0, 6.0), [30.0; 3]);
    }
    card.ellipse((x, y + 50.0), (26.0, 7.0), [skin * 0.7, skin * 0.4, skin * 0.4]);
}

/// Labels with values below them.
fn lines(card: &mut Canvas, (left, top): (usize, usize), dot: usize, count: usize, random: &mut Rng) {
    for nth in 0..count {
        let row = top + nth * dot * 16;
        let label = text(4 + random.usize(..8), random);
        card.text(left, row, (dot / 2).max(1), &label, PALE);
        let value = text(8 + random.usize(..14), random);
        card.text(left, row + dot * 5, dot, &value, INK);
    }
}

fn words(
    card: &mut Canvas,
    (left, top): (usize, usize),
    dot: usize,
    count: usize,
    long: usize,
    ink: Colour,
    random: &mut Rng,
) {
    for nth in 0..count {
        let words = text(long - random.usize(..long / 2), random);
        card.text(left, top + nth * dot * 12, dot, &words, ink);
    }
}

fn bars(card: &mut Canvas, (left, top): (usize, usize), (width, height): (usize, usize), random: &mut Rng) {
    for row in (0..height).step_by(16) {
        let mut at = 0;
        while at < width {
            let bar = 4 * (1 + random.usize(..3));
            card.block(left + at, top + row, bar.min(width - at), 16, INK);
            at += bar + 4 * (1 + random.usize(..3));
        }
    }
}

fn text(long: usize, random: &mut Rng) -> String {
    signs(b"ABCDEFGHIJKLMNOPRSTUVWXYZ0123456789   ", long, random)
}

fn zone(long: usize, random: &mut Rng) -> String {
    signs(b"ABCDEFGHIJKLMNOPRSTUVWXYZ0123456789<<<<<<", long, random)
}

fn signs(of: &[u8], long: usize, random: &mut Rng) -> String {
    (0..long).map(|_| char::from(of[random.usize(..of.len())])).collect()
}
