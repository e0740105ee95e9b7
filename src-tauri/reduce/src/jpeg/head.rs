//! What stands before the scan.

use super::huffman::Table;
use super::inverse::{self, ZIGZAG};

/// One of the planes.
pub(super) struct Component {
    id: u8,
    /// Blocks of it in a unit, across and down.
    pub(super) across: usize,
    pub(super) down: usize,
    /// Which tables are its own.
    pub(super) quantum: usize,
    pub(super) dc: usize,
    pub(super) ac: usize,
}

/// The tables, and where the scan begins.
#[derive(Default)]
pub(super) struct Head {
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) components: Vec<Component>,
    pub(super) quantum: [Option<[f32; 64]>; 4],
    pub(super) dc: [Option<Table>; 4],
    pub(super) ac: [Option<Table>; 4],
    /// Units between restart markers.
    pub(super) restart: Option<usize>,
    /// From the start of the file.
    pub(super) scan: usize,
    /// Pieces of the ICC profile with their numbers.
    pieces: Vec<(u8, Vec<u8>)>,
    /// What Adobe's marker says about colours, and whether JFIF's is there.
    adobe: Option<u8>,
}

impl Head {
    /// Nothing where it is another kind of JPEG than is decoded here.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut head = Self::default();
        let mut at = 2;
        loop {
            while bytes.get(at..at + 2)? == [0xFF, 0xFF] {
                at += 1;
            }
            let &[0xFF, marker] = bytes.get(at..at + 2)? else { return None };
            let length = usize::from(u16::from_be_bytes(*bytes.get(at + 2..)?.first_chunk()?));
            let body = bytes.get(at + 4..at + 2 + length)?;
            at += 2 + length;
            match marker {
                0xC0 | 0xC1 => head.frame(body)?,
                0xC4 => head.huffman(body)?,
                0xDB => head.quanta(body)?,
                0xDD => head.restart = Some(usize::from(u16::from_be_bytes(*body.first_chunk()?))).filter(|units| *units > 0),
                0xDA => {
                    head.scan = at;
                    return head.scanned(body);
                }
                0xE2 => {
                    if let Some([number, _count, piece @ ..]) = body.strip_prefix(b"ICC_PROFILE\0") {
                        head.pieces.push((*number, piece.to_vec()));
                    }
                }
                0xEE => head.adobe = body.strip_prefix(b"Adobe").and_then(|rest| rest.get(6)).copied(),
                0xE0..=0xEF | 0xFE => {}
                // Another coding, or nothing that belongs here.
                _ => return None,
            }
        }
    }

    /// The ICC profile.
    pub(super) fn profile(mut self) -> Option<Vec<u8>> {
        self.pieces.sort_by_key(|(number, _)| *number);
        Some(self.pieces.into_iter().flat_map(|(_, piece)| piece).collect()).filter(|profile: &Vec<u8>| !profile.is_empty())
    }

    /// Blocks in a unit, of the component that has most.
    pub(super) fn sampling(&self) -> (usize, usize) {
        let most = |of: fn(&Component) -> usize| self.components.iter().map(of).max().unwrap_or(1);
        (most(|component| component.across), most(|component| component.down))
    }

    fn frame(&mut self, body: &[u8]) -> Option<()> {
        let (&[8, h1, h0, w1, w0, count], planes) = body.split_first_chunk()? else {
            return None;
        };
        (self.height, self.width) = (u16::from_be_bytes([h1, h0]), u16::from_be_bytes([w1, w0]));
        if !self.components.is_empty() || self.width == 0 || self.height == 0 {
            return None;
        }
        for plane in planes.chunks_exact(3).take(count.into()) {
            self.components.push(Component {
                id: plane[0],
                across: usize::from(plane[1] >> 4),
                down: usize::from(plane[1] & 15),
                quantum: usize::from(plane[2]),
                dc: 0,
                ac: 0,
            });
        }
        if let [grey] = self.components.as_mut_slice() {
            // A plane that is alone comes block by block, whatever its sampling says.
            (grey.across, grey.down) = (1, 1);
        }
        let known = self.components.iter().all(|plane| matches!((plane.across, plane.down), (1 | 2, 1 | 2)));
        (known && self.components.len() == usize::from(count)).then_some(())
    }

    fn quanta(&mut self, mut body: &[u8]) -> Option<()> {
        while let [kind, rest @ ..] = body {
            let wide = kind >> 4 != 0;
            let (values, rest) = rest.split_at_checked(if wide { 128 } else { 64 })?;
            let mut table = [0.0; 64];
            for (at, quantum) in table.iter_mut().enumerate() {
                let value = if wide {
                    u16::from_be_bytes([values[2 * at], values[2 * at + 1]])
                } else {
                    values[at].into()
                };
                *quantum = f32::from(value) * inverse::weight(ZIGZAG[at]);
            }
            *self.quantum.get_mut(usize::from(kind & 15))? = Some(table);
            body = rest;
        }
        Some(())
    }

    fn huffman(&mut self, mut body: &[u8]) -> Option<()> {
        while let [kind, rest @ ..] = body {
            let (counts, rest) = rest.split_first_chunk::<16>()?;
            let total = counts.iter().map(|count| usize::from(*count)).sum();
            let (symbols, rest) = rest.split_at_checked(total)?;
            let tables = match kind >> 4 {
                0 => &mut self.dc,
                1 => &mut self.ac,
                _ => return None,
            };
            *tables.get_mut(usize::from(kind & 15))? = Some(Table::new(counts, symbols)?);
            body = rest;
        }
        Some(())
    }

    /// The scan's own head: all planes at once, whole, in their order; in colours that are known.
    fn scanned(mut self, body: &[u8]) -> Option<Self> {
        let (&count, rest) = body.split_first()?;
        let (planes, spectrum) = rest.split_at_checked(2 * usize::from(count))?;
        if usize::from(count) != self.components.len() || spectrum != [0, 63, 0] {
            return None;
        }
        for (component, plane) in self.components.iter_mut().zip(planes.chunks_exact(2)) {
            if component.id != plane[0] {
                return None;
            }
            (component.dc, component.ac) = (usize::from(plane[1] >> 4), usize::from(plane[1] & 15));
        }
        let ids: Vec<u8> = self.components.iter().map(|component| component.id).collect();
        let colours = match ids.len() {
            1 => true,
            3 => self.adobe.is_none_or(|transform| transform == 1) && ids != *b"RGB",
            _ => false,
        };
        colours.then_some(self)
    }
}
