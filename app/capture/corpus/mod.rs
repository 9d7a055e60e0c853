//! Pictures of specimens, good and bad, that are drawn anew from a number each time.

pub mod canvas;
pub mod card;
pub mod detector;
mod font;
pub mod harm;
pub mod people;
pub mod portrait;
pub mod scene;

use capture::Flaw;
use fastrand::Rng;

use self::{
    card::{LAYOUTS, Layout, card},
    scene::{HIGH, Pose, Table, WIDE, scene},
};

/// Thresholds are set by one half, and told of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Set,
    Told,
}

/// What was done to a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Harm {
    /// Out of focus by this width at 1600 pixels; 1 and less is sharp, 3 and more is not.
    Focus(f32),
    /// A hand that shook by so many pixels at 1600, across or down.
    Shaken(usize, bool),
    /// Glare over print of this size, as a share of the picture's width; 0 is none.
    Glare(f32),
    /// Light by this factor.
    Light(f32),
    /// So much light that print fades to this share.
    Washed(f32),
    /// So much of the card, as a share of its width, is outside the picture.
    CutOff(f32),
    /// The card takes this share of the picture's width.
    Far(f32),
}

/// A picture's number, and what was done to it.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    pub half: Half,
    pub number: u64,
    pub harm: Harm,
}

impl Sample {
    pub fn layout(&self) -> Layout {
        let parity = usize::from(self.half == Half::Told);
        LAYOUTS[(self.number as usize % 4) * 2 + parity]
    }

    /// Drawn, harmed and stored.
    pub fn pixels(&self) -> Vec<u8> {
        self.pixels_of((WIDE, HIGH))
    }

    /// The same by a camera of another size, in pixels.
    pub fn pixels_of(&self, size: (usize, usize)) -> Vec<u8> {
        // Blur is told in pixels of the usual width.
        let scale = size.0 as f32 / WIDE as f32;
        let seed = self.number * 2 + u64::from(self.half == Half::Told);
        let random = &mut Rng::with_seed(seed);
        let card = card(self.layout(), random);
        let mut pose = Pose {
            fill: 0.62 + random.f32() * 0.26,
            turn: (random.f32() - 0.5) * 0.16,
            lean: (random.f32() - 0.5) * 0.2,
            aside: ((random.f32() - 0.5) * 0.06, (random.f32() - 0.5) * 0.06),
        };
        match self.harm {
            Harm::CutOff(share) => pose.aside = (0.5 - pose.fill / 2.0 + share * pose.fill, 0.0),
            Harm::Far(fill) => pose.fill = fill,
            _ => {}
        }
        let table = table(random);
        let mut picture = scene(&card, pose, table, size, random);
        let light = 0.72 + random.f32() * 0.33;
        harm::lit(&mut picture, if let Harm::Light(share) = self.harm { share } else { light });
        match self.harm {
            Harm::Focus(width) => picture = picture.blurred(width * scale),
            Harm::Washed(share) => picture.paint(|_, _, was| was.map(|light| light + (255.0 - light) * (1.0 - share))),
            Harm::Shaken(far, across) => {
                let weights = vec![1.0; (far as f32 * scale) as usize];
                picture = picture.smeared(&weights, isize::from(across), isize::from(!across));
            }
            Harm::Glare(size) if size > 0.0 => {
                let at = (0.36 + random.f32() * 0.28, 0.38 + random.f32() * 0.24);
                let strength = 1.0 + random.f32() * 0.8;
                harm::glare(&mut picture, at, (size, size * (0.5 + random.f32())), strength);
            }
            _ => {}
        }
        // Lenses are never perfect, and cameras make up for little light with noise.
        picture = picture.blurred(if matches!(self.harm, Harm::Focus(_)) { 0.0 } else { 0.5 + random.f32() * 0.4 });
        let deviation = 1.0 + random.f32() * 4.0;
        harm::noise(&mut picture, deviation, random);
        harm::stored(&picture, 60 + random.u8(..36))
    }

    pub fn flaw(&self) -> Option<Flaw> {
        capture::look(&self.pixels(), WIDE, HIGH)
    }
}

fn table(random: &mut Rng) -> Table {
    let tone = 40.0 + random.f32() * 150.0;
    let colour = [tone, tone * (0.8 + random.f32() * 0.2), tone * (0.6 + random.f32() * 0.4)];
    match random.u8(..5) {
        0 => Table::Scanner,
        1 | 2 => Table::Wood(colour),
        _ => Table::Plain(colour),
    }
}
