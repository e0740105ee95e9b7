//! The codes of a scan. One look at the next bits gives a whole coefficient where they are enough; where the values do
//! not matter any more, it gives several to step over.

use super::bits::Bits;
use super::inverse::ZIGZAG;

/// How many bits one look takes in.
const LOOK: u32 = 11;

/// One code table.
pub(super) struct Table {
    /// By the next `LOOK` bits.
    first: Vec<Look>,
    /// By the next `LOOK` bits, for values that do not matter.
    over: Vec<Steps>,
    /// For longer codes: the first code behind those of a length, shifted to 16 bits.
    ends: [u32; 17],
    /// What to add to a code of a length to find its symbol.
    shifts: [usize; 17],
    symbols: Vec<u8>,
}

/// What the next bits begin with.
#[derive(Clone, Copy, Default)]
struct Look {
    /// The coefficient, where its bits were seen too.
    value: i16,
    /// Bits of the code, and of the value where that was seen; 0: a longer code.
    bits: u8,
    /// Run and size. Size 0 where the value is known.
    symbol: u8,
    /// Coefficients that are nothing before this one.
    run: u8,
    kind: Kind,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    /// The code, its value's bits still to come.
    #[default]
    Code,
    /// The whole coefficient.
    Value,
    /// The end of the block.
    End,
    /// Sixteen times nothing.
    Sixteen,
}

/// Several coefficients to step over.
#[derive(Clone, Copy, Default)]
struct Steps {
    /// Bits of all of them; 0: not even the first was seen whole.
    bits: u8,
    /// How far they lead in the zigzag.
    far: u8,
    /// Whether the block ends behind them.
    end: bool,
}

impl Table {
    /// From the numbers of codes by length, and their symbols. Nothing where these cannot be.
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut table = Self {
            first: vec![Look::default(); 1 << LOOK],
            over: vec![Steps::default(); 1 << LOOK],
            ends: [0; 17],
            shifts: [0; 17],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut at) = (0_u32, 0_usize);
        for length in 1..=16_u32 {
            table.shifts[length as usize] = at.wrapping_sub(code as usize);
            for _ in 0..counts[length as usize - 1] {
                if code >> length != 0 {
                    return None;
                }
                table.enter(code, length, *symbols.get(at)?);
                code += 1;
                at += 1;
            }
            table.ends[length as usize] = code << (16 - length);
            code <<= 1;
        }
        for bits in 0..1 << LOOK {
            table.over[bits] = table.steps(bits);
        }
        Some(table)
    }

    fn enter(&mut self, code: u32, length: u32, symbol: u8) {
        if length > LOOK {
            return;
        }
        let rest = LOOK - length;
        let size = u32::from(symbol & 15);
        for behind in 0..1_u32 << rest {
            let mut look = Look {
                bits: length as u8,
                symbol,
                run: symbol >> 4,
                ..Look::default()
            };
            if symbol == 0 {
                look.kind = Kind::End;
            } else if symbol == 0xF0 {
                look.kind = Kind::Sixteen;
            } else if size <= rest {
                look.kind = Kind::Value;
                look.bits += size as u8;
                look.value = extended(behind >> (rest - size), size) as i16;
            }
            self.first[((code << rest) | behind) as usize] = look;
        }
    }

    /// As many coefficients as these bits hold whole.
    fn steps(&self, bits: usize) -> Steps {
        let mut steps = Steps::default();
        loop {
            let look = self.first[(bits << steps.bits) & ((1 << LOOK) - 1)];
            let size = if look.kind == Kind::Code { look.symbol & 15 } else { 0 };
            let all = u32::from(steps.bits) + u32::from(look.bits) + u32::from(size);
            if look.bits == 0 || all > LOOK {
                return steps;
            }
            steps.bits = all as u8;
            match look.kind {
                Kind::End => {
                    steps.end = true;
                    return steps;
                }
                Kind::Sixteen => steps.far += 16,
                Kind::Code | Kind::Value => steps.far += look.run + 1,
            }
        }
    }

    /// The symbol of a code that is longer than one look.
    #[cold]
    fn long(&self, bits: &mut Bits<'_>) -> Option<u8> {
        let next = bits.peek(16) as u32;
        let length = (LOOK as usize + 1..=16).find(|length| next < self.ends[*length])?;
        bits.skip(length as u32);
        let at = ((next >> (16 - length)) as usize).wrapping_add(self.shifts[length]);
        self.symbols.get(at).copied()
    }

    /// Of the first coefficient of a block: how much it differs from the one before.
    #[inline]
    pub(super) fn difference(&self, bits: &mut Bits<'_>) -> Option<i32> {
        bits.fill();
        let look = self.first[bits.peek(LOOK)];
        bits.skip(look.bits.into());
        let symbol = match look.kind {
            Kind::Value if look.run == 0 => return Some(look.value.into()),
            Kind::End => return Some(0),
            Kind::Code if look.bits > 0 => look.symbol,
            Kind::Code => self.long(bits)?,
            Kind::Value | Kind::Sixteen => return None,
        };
        let size = u32::from(symbol);
        if size > 15 {
            return None;
        }
        let value = bits.peek(size);
        bits.skip(size);
        Some(extended(value as u32, size))
    }

    /// The other coefficients of a block: those up to `last` into their places, the rest stepped over. The place in
    /// the zigzag of the last one that was kept.
    #[inline]
    pub(super) fn coefficients(&self, bits: &mut Bits<'_>, last: usize, quantum: &[f32; 64], into: &mut [f32; 64]) -> Option<usize> {
        let (mut at, mut seen) = (1, 0);
        while at <= last {
            bits.fill();
            let look = self.first[bits.peek(LOOK)];
            bits.skip(look.bits.into());
            let (value, run) = match look.kind {
                Kind::Value => (i32::from(look.value), usize::from(look.run)),
                Kind::End => return Some(seen),
                Kind::Sixteen => {
                    at += 16;
                    continue;
                }
                Kind::Code => {
                    let symbol = if look.bits == 0 { self.long(bits)? } else { look.symbol };
                    let size = u32::from(symbol & 15);
                    match (symbol, size) {
                        (0, _) => return Some(seen),
                        (0xF0, _) => {
                            at += 16;
                            continue;
                        }
                        (_, 0) => return None,
                        _ => {}
                    }
                    let value = bits.peek(size);
                    bits.skip(size);
                    (extended(value as u32, size), usize::from(symbol >> 4))
                }
            };
            at += run;
            if at > 63 {
                return None;
            }
            if at <= last {
                into[ZIGZAG[at] & 63] = value as f32 * quantum[at];
                seen = at;
            }
            at += 1;
        }
        self.rest(bits, at).map(|()| seen)
    }

    /// Steps over the rest of a block.
    #[inline]
    fn rest(&self, bits: &mut Bits<'_>, mut at: usize) -> Option<()> {
        while at < 64 {
            bits.fill();
            let next = bits.peek(LOOK);
            let steps = self.over[next];
            // Where the block may end among them without saying so, what follows is another block's.
            if steps.bits > 0 && at + usize::from(steps.far) < 64 {
                bits.skip(steps.bits.into());
                if steps.end {
                    return Some(());
                }
                at += usize::from(steps.far);
                continue;
            }
            let look = self.first[next];
            bits.skip(look.bits.into());
            let symbol = if look.bits == 0 { self.long(bits)? } else { look.symbol };
            match (look.kind, symbol) {
                (Kind::End, _) | (Kind::Code, 0) => return Some(()),
                (Kind::Code, _) if symbol != 0xF0 => bits.skip(u32::from(symbol & 15)),
                _ => {}
            }
            at += usize::from(symbol >> 4) + 1;
        }
        // One too far is a broken block.
        (at == 64).then_some(())
    }
}

/// A value of `size` bits: the lower half of them are the negative ones.
fn extended(value: u32, size: u32) -> i32 {
    if size == 0 {
        return 0;
    }
    let value = value.cast_signed();
    if value < 1 << (size - 1) { value - (1 << size) + 1 } else { value }
}
