//! Pictures of people before a camera, good and bad, that are drawn anew from a number each time.

use capture::{FaceHint, FaceWatch, Sight, Turn};
use fastrand::Rng;

use super::{
    Half,
    canvas::Canvas,
    detector::Eyes,
    harm,
    portrait::{HIGH, Person, Stand, WIDE},
};

/// What is to be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scene {
    /// Somebody who does it right.
    Face,
    /// Nobody: a wall, furniture, a cat's head at most.
    Nobody,
    /// A second person beside the first.
    Two,
    /// Out of focus by this width, in pixels at 640.
    Focus(f32),
    /// Light by this factor.
    Light(f32),
    /// So much light that everything fades to this share.
    Washed(f32),
    /// A head of this share of the picture's width.
    Size(f32),
    /// The head turned by so much, in radians, to the picture's right.
    Turned(f32),
    /// The head so far beside the middle, in shares of the picture.
    Aside(f32, f32),
}

/// A picture's number, and what is to be seen in it.
#[derive(Clone, Copy, Debug)]
pub struct Portrait {
    pub half: Half,
    pub number: u64,
    pub scene: Scene,
}

impl Portrait {
    /// Drawn, harmed and stored.
    pub fn pixels(&self) -> Vec<u8> {
        let seed = self.number * 2 + u64::from(self.half == Half::Told) + 7_000;
        let random = &mut Rng::with_seed(seed);
        let person = Person::any(random);
        let mut stand = Stand {
            at: (0.5 + (random.f32() - 0.5) * 0.08, 0.5 + (random.f32() - 0.5) * 0.08),
            size: 0.29 + random.f32() * 0.10,
            turn: (random.f32() - 0.5) * 0.3,
            lean: (random.f32() - 0.5) * 0.2,
            light: ((random.f32() - 0.5) * 1.0, -0.2 - random.f32() * 0.5),
        };
        match self.scene {
            Scene::Size(size) => stand.size = size,
            Scene::Aside(across, down) => stand.at = (0.5 + across, 0.5 + down),
            Scene::Turned(turn) => stand.turn = turn,
            Scene::Two => (stand.at.0, stand.size) = (0.36, 0.24),
            _ => {}
        }
        let mut picture = person.wall();
        match self.scene {
            Scene::Nobody => furniture(&mut picture, random),
            Scene::Two => {
                Person::any(random).draw(&mut picture, Stand { at: (0.64, stand.at.1), size: 0.23, ..stand });
                person.draw(&mut picture, stand);
            }
            _ => person.draw(&mut picture, stand),
        }
        self.harmed(picture, random)
    }

    fn harmed(&self, mut picture: Canvas, random: &mut Rng) -> Vec<u8> {
        harm::lit(&mut picture, if let Scene::Light(share) = self.scene { share } else { 0.75 + random.f32() * 0.3 });
        match self.scene {
            Scene::Focus(width) => picture = picture.blurred(width),
            Scene::Washed(share) => picture.paint(|_, _, was| was.map(|light| light + (255.0 - light) * (1.0 - share))),
            _ => {}
        }
        picture = picture.blurred(if matches!(self.scene, Scene::Focus(_)) { 0.0 } else { 0.4 + random.f32() * 0.4 });
        let deviation = 1.0 + random.f32() * 3.0;
        harm::noise(&mut picture, deviation, random);
        harm::stored(&picture, 70 + random.u8(..25))
    }

    /// What whoever stands so would be told, once they hold still; nothing when all is well.
    pub fn hint(&self, eyes: &mut Eyes) -> Option<FaceHint> {
        let sight = self.sight(eyes);
        let mut watch = FaceWatch::new(Turn::Ahead);
        watch.see(&sight);
        watch.see(&sight)
    }

    /// The same of somebody who looks ahead first, and then turns so far.
    pub fn turned(self, turn: Turn, far: f32, eyes: &mut Eyes) -> Option<FaceHint> {
        let mut watch = FaceWatch::new(turn);
        watch.see(&self.sight(eyes));
        let sight = Self { scene: Scene::Turned(far), ..self }.sight(eyes);
        watch.see(&sight);
        watch.see(&sight)
    }

    fn sight(&self, eyes: &mut Eyes) -> Sight {
        eyes.see(&self.pixels(), WIDE, HIGH)
    }
}

/// Shelves with books, a lamp, a clock: round things and straight ones, light and dark.
fn furniture(picture: &mut Canvas, random: &mut Rng) {
    let mut at = 20;
    while at < WIDE - 60 {
        let (wide, high) = (14 + random.usize(..30), 70 + random.usize(..70));
        let tone = 30.0 + random.f32() * 200.0;
        picture.block(at, 200 - high, wide, high, [tone, tone * 0.8, tone * 0.6]);
        at += wide + random.usize(..8);
    }
    picture.block(0, 200, WIDE, 10, [90.0, 60.0, 40.0]);
    let (x, y) = (120.0 + random.f32() * 400.0, 300.0 + random.f32() * 80.0);
    let radius = 40.0 + random.f32() * 60.0;
    picture.ellipse((x, y), (radius, radius), [236.0, 232.0, 222.0]);
    for hour in 0..12_u8 {
        let turn = f32::from(hour) * std::f32::consts::TAU / 12.0;
        let mark = (x + turn.sin() * radius * 0.85, y + turn.cos() * radius * 0.85);
        picture.ellipse(mark, (radius * 0.05, radius * 0.05), [30.0; 3]);
    }
}
