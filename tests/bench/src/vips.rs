//! libvips, loaded while running where it is installed: nothing is linked to it.

#![expect(unsafe_code, reason = "libvips is C")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::{null, null_mut};

use libloading::{Library, Symbol};

use crate::Result;

type Image = *mut c_void;
type Save = unsafe extern "C" fn(Image, *mut *mut c_void, *mut usize, ...) -> c_int;

/// libvips with one thread and no memory of earlier results.
pub(crate) struct Vips(Library);

impl Vips {
    /// Where it is installed.
    pub(crate) fn load() -> Option<Self> {
        // Safe: a system's own library, whose start-up code is meant to be run.
        let library = ["libvips.so.42", "libvips.42.dylib", "libvips-42.dll"]
            .into_iter()
            .find_map(|name| unsafe { Library::new(name) }.ok())?;
        let vips = Self(library);
        // Safe, here and below: the signatures are those of vips.h 8.
        unsafe {
            let begin: Symbol<'_, unsafe extern "C" fn(*const c_char) -> c_int> = vips.0.get(b"vips_init").ok()?;
            let threads: Symbol<'_, unsafe extern "C" fn(c_int)> = vips.0.get(b"vips_concurrency_set").ok()?;
            let memory: Symbol<'_, unsafe extern "C" fn(c_int)> = vips.0.get(b"vips_cache_set_max").ok()?;
            if begin(c"bench".as_ptr()) != 0 {
                return None;
            }
            threads(1);
            memory(0);
        }
        Some(vips)
    }

    /// The pixels of a thumbnail this wide: their number of bytes.
    pub(crate) fn thumbnail(&self, bytes: &[u8], width: u32) -> Result<usize> {
        type Thumbnail = unsafe extern "C" fn(*const c_void, usize, *mut Image, c_int, ...) -> c_int;
        type Write = unsafe extern "C" fn(Image, *mut usize) -> *mut c_void;
        let (mut image, mut size) = (null_mut(), 0);
        unsafe {
            let thumbnail: Symbol<'_, Thumbnail> = self.0.get(b"vips_thumbnail_buffer")?;
            let write: Symbol<'_, Write> = self.0.get(b"vips_image_write_to_memory")?;
            let high = (c"height".as_ptr(), 10_000_000 as c_int);
            if thumbnail(
                bytes.as_ptr().cast(),
                bytes.len(),
                &raw mut image,
                width.cast_signed(),
                high.0,
                high.1,
                null::<c_char>(),
            ) != 0
            {
                return Err("vips_thumbnail_buffer failed".into());
            }
            let pixels = write(image, &raw mut size);
            self.free(pixels)?;
            self.unref(image)?;
            if pixels.is_null() {
                return Err("libvips gave no pixels".into());
            }
        }
        Ok(size)
    }

    /// The pixels as a file, by one of libvips's savers for buffers and an option of it.
    pub(crate) fn encode(
        &self,
        pixels: &[u8],
        (width, height, bands): (u32, u32, u8),
        saver: &str,
        (option, value): (&CStr, c_int),
    ) -> Result<Vec<u8>> {
        type New = unsafe extern "C" fn(*const c_void, usize, c_int, c_int, c_int, c_int) -> Image;
        let (mut buffer, mut length) = (null_mut(), 0);
        unsafe {
            let new: Symbol<'_, New> = self.0.get(b"vips_image_new_from_memory_copy")?;
            let save: Symbol<'_, Save> = self.0.get(saver.as_bytes())?;
            // Bands of unsigned bytes.
            let (width, height) = (width.cast_signed(), height.cast_signed());
            let image = new(pixels.as_ptr().cast(), pixels.len(), width, height, bands.into(), 0);
            let (out, size) = (&raw mut buffer, &raw mut length);
            let failed = save(image, out, size, option.as_ptr(), value, null::<c_char>());
            self.unref(image)?;
            if failed != 0 {
                return Err(format!("{saver} failed").into());
            }
            let bytes = std::slice::from_raw_parts(buffer.cast::<u8>(), length).to_vec();
            self.free(buffer)?;
            Ok(bytes)
        }
    }

    unsafe fn free(&self, memory: *mut c_void) -> Result {
        unsafe {
            let free: Symbol<'_, unsafe extern "C" fn(*mut c_void)> = self.0.get(b"g_free")?;
            free(memory);
        }
        Ok(())
    }

    unsafe fn unref(&self, image: Image) -> Result {
        unsafe {
            let unref: Symbol<'_, unsafe extern "C" fn(Image)> = self.0.get(b"g_object_unref")?;
            unref(image);
        }
        Ok(())
    }
}
