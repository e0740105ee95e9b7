//! GIF: blocks and their sub-blocks, down to the trailer 3B.

use super::Fault;
use super::walk::{Seen, Walk, Want, le16};

#[derive(Default)]
pub(super) struct Gif {
    state: State,
    frames: u32,
}

#[derive(Default)]
enum State {
    #[default]
    Start,
    Screen,
    Block,
    Label,
    Frame,
    CodeSize,
    Length,
    SubBlock,
}

impl Walk for Gif {
    fn step(&mut self, bytes: &[u8], seen: &mut Seen) -> Want {
        match self.state {
            State::Start => self.take(State::Screen, 13),
            State::Screen => {
                seen.begun = true;
                seen.width = le16(bytes, 6).unwrap_or(0).into();
                seen.height = le16(bytes, 8).unwrap_or(0).into();
                self.state = State::Length;
                self.after_table(bytes[10], State::Block)
            }
            // Where a passed colour table or sub-block leads back to; `Pass` hands over no bytes.
            State::Block | State::CodeSize | State::Length if bytes.is_empty() => Want::Take(1),
            State::Block => match bytes {
                [0x2C] => self.take(State::Frame, 9),
                [0x21] => self.take(State::Label, 1),
                [0x3B] => {
                    if self.frames == 0 {
                        seen.fault(Fault::NoPixels);
                    }
                    seen.over()
                }
                // Some writers pad with zeros.
                [0] => Want::Take(1),
                _ => seen.lost(Fault::Malformed),
            },
            State::Label | State::SubBlock => self.take(State::Length, 1),
            State::Frame => {
                self.frames += 1;
                if seen.width == 0 || seen.height == 0 {
                    seen.width = le16(bytes, 4).unwrap_or(0).into();
                    seen.height = le16(bytes, 6).unwrap_or(0).into();
                }
                self.after_table(bytes[8], State::CodeSize)
            }
            State::CodeSize => {
                if !(1..=11).contains(&bytes[0]) {
                    seen.fault(Fault::Malformed);
                }
                self.take(State::Length, 1)
            }
            State::Length => match bytes[0] {
                0 => self.take(State::Block, 1),
                length => {
                    self.state = State::SubBlock;
                    Want::Pass(length.into())
                }
            },
        }
    }
}

impl Gif {
    fn take(&mut self, state: State, bytes: usize) -> Want {
        self.state = state;
        Want::Take(bytes)
    }

    /// Passes the colour table that the packed field announces.
    fn after_table(&mut self, packed: u8, state: State) -> Want {
        self.state = state;
        let entries = if packed & 0x80 == 0 { 0 } else { 2u64 << (packed & 7) };
        Want::Pass(3 * entries)
    }
}
