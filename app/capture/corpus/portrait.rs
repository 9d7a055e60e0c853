//! A person before a camera, 640 pixels wide: a shaded head on a body, drawn anew from a number each time.

use fastrand::Rng;

use super::canvas::{Canvas, Colour};

pub const WIDE: usize = 640;
pub const HIGH: usize = 480;

/// Who it is: skin, hair, glasses, and what stands behind.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    skin: Colour,
    hair: Colour,
    shirt: Colour,
    long: bool,
    glasses: bool,
    beard: bool,
    wall: Colour,
    /// How broad the features are, against the usual.
    broad: f32,
}

/// Where the head is, and how it is lit.
#[derive(Clone, Copy, Debug)]
pub struct Stand {
    /// The middle of the face, as a share of the picture.
    pub at: (f32, f32),
    /// The width of the head, as a share of the picture's.
    pub size: f32,
    /// How far it is turned, in radians; to the picture's right is more than 0.
    pub turn: f32,
    /// How far it leans, in radians.
    pub lean: f32,
    /// Where light comes from: left, above.
    pub light: (f32, f32),
}

impl Person {
    pub fn any(random: &mut Rng) -> Self {
        let skins = [
            [238.0, 200.0, 176.0],
            [222.0, 176.0, 146.0],
            [190.0, 140.0, 108.0],
            [146.0, 100.0, 74.0],
            [104.0, 70.0, 52.0],
        ];
        let hairs =
            [[36.0, 28.0, 24.0], [70.0, 46.0, 30.0], [120.0, 84.0, 50.0], [168.0, 160.0, 154.0], [24.0, 22.0, 24.0]];
        let skin = skins[random.usize(..skins.len())];
        let dark = skin[0] < 170.0;
        let hair = hairs[if dark { 4 * random.usize(..2) } else { random.usize(..hairs.len()) }];
        let any = |random: &mut Rng| 50.0 + random.f32() * 150.0;
        let tone = 90.0 + random.f32() * 130.0;
        Self {
            skin,
            hair,
            shirt: [any(random), any(random), any(random)],
            long: random.bool(),
            glasses: random.u8(..4) == 0,
            beard: random.u8(..5) == 0,
            wall: [tone, tone * (0.9 + random.f32() * 0.1), tone * (0.85 + random.f32() * 0.15)],
            broad: 0.92 + random.f32() * 0.16,
        }
    }

    /// The person over what is in the picture already.
    pub fn draw(&self, picture: &mut Canvas, stand: Stand) {
        let (wide, high) = (picture.width as f32, picture.height as f32);
        let radius = stand.size * wide / 2.0;
        let (sine, cosine) = stand.lean.sin_cos();
        picture.paint(|x, y, was| {
            let (x, y) = ((x - stand.at.0 * wide) / radius, (y - stand.at.1 * high) / radius);
            let (u, v) = (x * cosine + y * sine, y * cosine - x * sine);
            self.colour(u, v, (x, y), &stand).unwrap_or(was)
        });
    }

    /// A wall with the light falling off, to draw people on.
    pub fn wall(&self) -> Canvas {
        let mut wall = Canvas::new(WIDE, HIGH, self.wall);
        wall.paint(|x, y, was| was.map(|light| light * (1.05 - 0.2 * x / WIDE as f32 - 0.1 * y / HIGH as f32)));
        wall
    }

    /// At a point of the head, in its own measure: it is one wide on either side of the nose, and 1.32 high.
    fn colour(&self, u: f32, v: f32, body: (f32, f32), stand: &Stand) -> Option<Colour> {
        let depth = 1.0 - u * u - (v / 1.32).powi(2);
        if depth > 0.0 {
            return Some(self.head(u, v, depth.sqrt(), stand));
        }
        let behind = (u / 1.14).powi(2) + ((v + 0.12) / 1.38).powi(2) < 1.0 && v < if self.long { 1.2 } else { -0.1 };
        if behind || self.long && u.abs() < 1.12 && (-0.1..1.3).contains(&v) {
            return Some(self.hair.map(|light| light * (0.8 + 0.2 * (u * 40.0).sin().abs())));
        }
        let ears = (u.abs() - 1.02).powi(2) / 0.012 + (v + 0.05).powi(2) / 0.06 < 1.0;
        let (x, y) = body;
        if ears || x.abs() < 0.55 && (0.8..1.75).contains(&y) {
            return Some(self.skin.map(|light| light * 0.72));
        }
        let shoulders = (x / 2.3).powi(2) + ((y - 3.1) / 1.55).powi(2) < 1.0;
        shoulders.then(|| self.shirt.map(|light| light * (0.95 - 0.1 * x.abs())))
    }

    fn head(&self, u: f32, v: f32, w: f32, stand: &Stand) -> Colour {
        let (sine, cosine) = stand.turn.sin_cos();
        // The point as it lies on a face that looks straight ahead.
        let (fu, fw) = (u * cosine - w * sine, w * cosine + u * sine);
        if fw < -0.15 || self.under_hair(fu, v) {
            return self.hair.map(|light| light * (0.75 + 0.35 * w));
        }
        let step = 0.02;
        let slope = (
            (relief(fu + step, v) - relief(fu - step, v)) / (2.0 * step),
            (relief(fu, v + step) - relief(fu, v - step)) / (2.0 * step),
        );
        let normal = [u - slope.0 * cosine, v / 1.74 - slope.1, w.max(0.15)];
        let length = normal.iter().map(|part| part * part).sum::<f32>().sqrt();
        let towards = [stand.light.0, stand.light.1, 1.0];
        let far = towards.iter().map(|part| part * part).sum::<f32>().sqrt();
        let lit = normal.iter().zip(towards).map(|(normal, light)| normal * light).sum::<f32>() / length / far;
        let shade = 0.42 + 0.66 * lit.max(0.0);
        self.paint(fu / self.broad, v).map(|light| light * shade)
    }

    fn under_hair(&self, u: f32, v: f32) -> bool {
        v < -0.80 + 0.22 * u * u || self.long && u.abs() > 0.86 && v < 0.7
    }

    /// The face's own colours.
    fn paint(&self, u: f32, v: f32) -> Colour {
        let side = u.abs();
        let mix = |one: Colour, other: Colour, share: f32| -> Colour {
            std::array::from_fn(|c| one[c] + (other[c] - one[c]) * share.clamp(0.0, 1.0))
        };
        let dark = self.skin.map(|light| light * 0.38);
        let mut colour = self.skin;
        if self.beard {
            colour = mix(colour, self.hair, 0.75 * soft(v, 0.45, 0.12) * (1.0 - hill(u, v - 0.60, 0.34, 0.14)));
        }
        // Sockets, and what lies in them.
        colour = mix(colour, dark, 0.42 * hill(side - 0.40, v + 0.22, 0.24, 0.16));
        let (eye, lid) = (oval(side - 0.40, v + 0.20, 0.185, 0.082), hill(side - 0.40, v + 0.285, 0.19, 0.028));
        if eye < 1.0 {
            colour = [226.0, 222.0, 216.0];
            if oval(side - 0.40, v + 0.20, 0.088, 0.088) < 1.0 {
                colour = [52.0, 38.0, 30.0];
            }
            if oval(side - 0.38, v + 0.23, 0.022, 0.022) < 1.0 {
                colour = [250.0; 3];
            }
        }
        colour = mix(colour, [30.0, 22.0, 20.0], 0.9 * lid);
        colour = mix(colour, self.hair, 0.92 * hill(side - 0.41, v + 0.43 - 0.10 * (side - 0.41).powi(2), 0.21, 0.045));
        // The nose's wings and holes.
        colour = mix(colour, dark, 0.35 * hill(side - 0.19, v - 0.22, 0.06, 0.08));
        colour = mix(colour, [34.0, 22.0, 20.0], 0.85 * hill(side - 0.10, v - 0.30, 0.055, 0.028));
        colour = mix(colour, dark, 0.35 * hill(u, v - 0.37, 0.16, 0.05));
        // Lips.
        let lips = [self.skin[0] * 0.72, self.skin[1] * 0.46, self.skin[2] * 0.46];
        colour = mix(colour, lips, 1.4 - oval(u, v - 0.60, 0.31, 0.105));
        colour = mix(colour, [44.0, 22.0, 22.0], 0.85 * hill(u, v - 0.60, 0.22, 0.018));
        colour = mix(colour, dark, 0.35 * hill(u, v - 0.77, 0.22, 0.05));
        if self.glasses {
            let rim = (oval(side - 0.40, v + 0.19, 0.29, 0.21).sqrt() - 1.0).abs();
            let bridge = v + 0.24;
            if rim < 0.085 || side < 0.12 && bridge.abs() < 0.025 {
                colour = [28.0, 28.0, 32.0];
            }
        }
        colour
    }
}

/// How far a face stands out: nose, brows, cheeks, lips, chin; sockets lie back.
fn relief(u: f32, v: f32) -> f32 {
    let side = u.abs();
    0.30 * hill(u, v - 0.05, 0.10, 0.26)
        + 0.22 * hill(u, v - 0.22, 0.14, 0.10)
        + 0.08 * hill(side - 0.40, v + 0.45, 0.28, 0.10)
        + 0.10 * hill(side - 0.52, v - 0.16, 0.26, 0.22)
        + 0.07 * hill(u, v - 0.62, 0.30, 0.12)
        + 0.10 * hill(u, v - 1.00, 0.28, 0.18)
        - 0.10 * hill(side - 0.40, v + 0.20, 0.22, 0.14)
}

fn hill(x: f32, y: f32, wide: f32, high: f32) -> f32 {
    (-0.5 * ((x / wide).powi(2) + (y / high).powi(2))).exp()
}

fn oval(x: f32, y: f32, wide: f32, high: f32) -> f32 {
    (x / wide).powi(2) + (y / high).powi(2)
}

/// From 0 to 1 where `at` passes `edge`.
fn soft(at: f32, edge: f32, over: f32) -> f32 {
    ((at - edge) / over + 0.5).clamp(0.0, 1.0)
}
