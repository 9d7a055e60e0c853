//! A card on a table, as a camera sees it: 1600 pixels wide, if nothing else is said.

use std::f32::consts::TAU;

use fastrand::Rng;

use super::canvas::{Canvas, Colour};

pub const WIDE: usize = 1600;
pub const HIGH: usize = 1200;

/// Where the card lies.
#[derive(Clone, Copy, Debug)]
pub struct Pose {
    /// The share of the picture's width that it takes.
    pub fill: f32,
    /// By how much it is turned, in radians.
    pub turn: f32,
    /// How much nearer its right side is than its left, as a share.
    pub lean: f32,
    /// How far its middle is from the picture's, as a share of the picture.
    pub aside: (f32, f32),
}

/// What the card lies on.
#[derive(Clone, Copy, Debug)]
pub enum Table {
    Plain(Colour),
    Wood(Colour),
    Scanner,
}

/// A card on a table, in a picture so wide and so high.
pub fn scene(card: &Canvas, pose: Pose, table: Table, size: (usize, usize), random: &mut Rng) -> Canvas {
    let mut scene = Canvas::new(size.0, size.1, [0.0; 3]);
    ground(&mut scene, table, random);
    let (wide, high) = (size.0 as f32, size.1 as f32);
    let scale = card.width as f32 / (wide * pose.fill);
    let (sine, cosine) = pose.turn.sin_cos();
    let middle = (wide * (0.5 + pose.aside.0), high * (0.5 + pose.aside.1));
    scene.paint(|x, y, was| {
        let (x, y) = (x - middle.0, y - middle.1);
        let (x, y) = (x * cosine + y * sine, y * cosine - x * sine);
        // What is nearer is larger.
        let depth = 1.0 / (1.0 + pose.lean * x / wide);
        let (x, y) = (x * depth * scale, y * depth * scale);
        card.at(x + card.width as f32 / 2.0, y + card.height as f32 / 2.0).unwrap_or(was)
    });
    scene
}

fn ground(scene: &mut Canvas, table: Table, random: &mut Rng) {
    let whole = scene.width as f32;
    let (wide, turn) = (30.0 + random.f32() * 60.0, random.f32() * 3.0);
    scene.paint(|x, y, _| match table {
        Table::Plain(colour) => colour.map(|light| light * (1.0 - 0.12 * x / whole)),
        Table::Wood(colour) => {
            let grain = ((y + 14.0 * (x / 240.0 + turn).sin()) / wide * TAU).sin();
            colour.map(|light| light + 9.0 * grain)
        }
        Table::Scanner => [254.0; 3],
    });
}
