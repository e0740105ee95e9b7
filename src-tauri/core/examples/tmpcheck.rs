fn main(){ for f in std::env::args().skip(1){ let b=std::fs::read(&f).unwrap(); println!("{f}\t{:?}", poster_core::picture::check(&b)); } }
