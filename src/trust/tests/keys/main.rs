//! Keys and what is signed with them, read by readers of another make: the library's own loader,
//! and the kiosk's client.

mod support;

mod folder;
mod packs;
mod published;
mod ring;
mod rotation;
mod several_desks;
