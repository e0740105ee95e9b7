//! The scenes, one function each; all of them place things in heights of the picture, so any size will do.

mod air;
mod field;
mod fruit;
mod lamps;
mod land;
mod mountains;
mod paper;
mod plants;
mod table;
mod town;
mod water;

use super::Art;
use super::canvas::Canvas;
use super::finish::Finish;

/// What a poster shows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scene {
    Aurora,
    Balloons,
    Bokeh(Mood),
    Citrus(Fruit),
    Cup,
    Dunes,
    Fireworks(Sky),
    Flow(Tint),
    Forest,
    Lanterns(Street),
    Lotus,
    Moon,
    Papercut,
    Pedestal,
    Petals,
    Planet,
    Ridges(Light),
    Sea(Hour),
    Skyline,
    Snow,
    Stars,
    Tea,
    Waves,
}

/// The lights out of focus.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mood {
    Christmas,
    Rain,
}

/// The fruit.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fruit {
    Lemon,
    Orange,
}

/// What the fireworks light up.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sky {
    Harbour,
    Red,
}

/// The colours that flow.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tint {
    Gold,
    Magenta,
    Ocean,
}

/// Where the lanterns hang.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Street {
    Market,
    River,
}

/// The light on the mountains.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Light {
    Autumn,
    Ink,
    Sunset,
}

/// The time of day at the sea.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Hour {
    Dawn,
    Noon,
}

impl Scene {
    pub(crate) fn finish(self) -> Finish {
        let photo = Finish {
            bloom: 0.16,
            bright: 0.85,
            vignette: 0.28,
            grain: 7.5,
            film: true,
        };
        let night = Finish {
            bloom: 0.42,
            bright: 0.55,
            vignette: 0.34,
            grain: 8.0,
            film: true,
        };
        let paper = Finish {
            bloom: 0.0,
            bright: 1.0,
            vignette: 0.16,
            grain: 3.0,
            film: false,
        };
        match self {
            Self::Papercut | Self::Waves | Self::Ridges(Light::Ink) => paper,
            Self::Aurora | Self::Bokeh(_) | Self::Fireworks(_) | Self::Lanterns(_) | Self::Moon | Self::Planet | Self::Skyline | Self::Stars => night,
            Self::Snow | Self::Flow(Tint::Gold) => Finish { grain: 3.0, ..photo },
            Self::Flow(_) => Finish {
                bloom: 0.22,
                grain: 3.5,
                ..photo
            },
            _ => photo,
        }
    }
}

/// Scenes are drawn no wider than this: larger posters get their sharpness from type and grain, as a print does.
const WIDEST: u32 = 1242;

/// Draws the scene of a poster.
pub(crate) fn draw(art: &Art, width: u32, height: u32) -> Canvas {
    let shrink = |side: u32| if width > WIDEST { side * WIDEST / width } else { side };
    let mut canvas = Canvas::new(shrink(width), shrink(height));
    let (it, seed) = (&mut canvas, art.seed);
    match art.scene {
        Scene::Aurora => mountains::aurora(it, seed),
        Scene::Balloons => air::balloons(it, seed),
        Scene::Bokeh(mood) => lamps::bokeh(it, mood, seed),
        Scene::Citrus(fruit) => fruit::citrus(it, fruit, seed),
        Scene::Cup => table::cup(it, seed),
        Scene::Dunes => field::dunes(it, seed),
        Scene::Fireworks(over) => town::fireworks(it, over, seed),
        Scene::Flow(tint) => air::flow(it, tint, seed),
        Scene::Forest => plants::forest(it, seed),
        Scene::Lanterns(street) => lamps::lanterns(it, street, seed),
        Scene::Lotus => plants::lotus(it, seed),
        Scene::Moon => water::moon(it, seed),
        Scene::Papercut => paper::papercut(it, seed),
        Scene::Pedestal => table::pedestal(it, seed),
        Scene::Petals => plants::petals(it, seed),
        Scene::Planet => air::planet(it, seed),
        Scene::Ridges(light) => mountains::ridges(it, light, seed),
        Scene::Sea(hour) => water::sea(it, hour, seed),
        Scene::Skyline => town::skyline(it, seed),
        Scene::Snow => field::snow(it, seed),
        Scene::Stars => mountains::night_camp(it, seed),
        Scene::Tea => field::tea(it, seed),
        Scene::Waves => paper::waves(it, seed),
    }
    canvas
}
