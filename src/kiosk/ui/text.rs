//! Sets text: measures it exactly as it will be laid out, and breaks its lines evenly.

use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use bevy::sprite::Text2dShadow;
use bevy::text::FontCx;
use parley::{
    FontFamily, FontWeight, Layout, LayoutContext, LineHeight, PositionedLayoutItem, StyleProperty,
};

use super::bind::{bind, unbind};
use crate::fonts::Face;
use crate::theme::Type;
use crate::view::View;

/// A text with its lines broken.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The text, a line feed where a line ends.
    pub text: String,
    /// Width and height in pixels.
    pub size: Vec2,
    /// How many lines.
    pub lines: usize,
    /// What it is set in.
    pub kind: Type,
    /// The font for that: the feed's, if it brings one and that can draw all of this.
    pub font: TextFont,
}

/// How much of the edges of dark letters is drawn a second time.
const INKED: f32 = 0.85;

/// The same letters once more below themselves, where they are darker than what they stand on.
///
/// Their edges are mixed in linear light, in which half covered by black is three quarters as bright
/// as paper to the eye: thin strokes, which are edges all over, go grey. Light letters grow fat in
/// the same way, and get none of this.
pub fn ink(colour: Color) -> Option<Text2dShadow> {
    (colour.luminance() < 0.5).then(|| Text2dShadow {
        offset: Vec2::ZERO,
        color: colour.with_alpha(INKED * colour.alpha()),
    })
}

/// More texts than a screen has: what is kept beyond them is let go.
const KEPT: usize = 256;

/// A text as it was asked for: its type, its font, its measure and a pixel's size to the bit, and
/// itself.
type Asked = (Type, Option<u64>, u32, u32, String);

/// Sets text, and keeps what Parley wants kept between texts.
#[derive(Default)]
pub struct Typesetter {
    context: LayoutContext<[u8; 4]>,
    /// A screen is laid anew whenever a word of it changes, and most have not.
    kept: HashMap<Asked, Setting>,
}

impl Typesetter {
    /// Breaks `text` into lines of at most `width` pixels, all about as long: no widows.
    pub fn set(
        &mut self,
        fonts: &mut FontCx,
        kind: Type,
        brought: Option<&Face>,
        text: &str,
        width: f32,
        view: &View,
    ) -> Setting {
        let asked = (
            kind,
            brought.map(|face| face.data().id()),
            width.to_bits(),
            view.mm.to_bits(),
            text.to_owned(),
        );
        if let Some(setting) = self.kept.get(&asked) {
            return setting.clone();
        }
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        let mut setting = self.set_anew(fonts, kind, brought, text, width, view);
        if brought.is_some_and(|face| !self.can_draw(face, fonts, &setting, view)) {
            setting = self.set_anew(fonts, kind, None, text, width, view);
        }
        self.kept.insert(asked, setting.clone());
        setting
    }

    fn set_anew(
        &mut self,
        fonts: &mut FontCx,
        kind: Type,
        brought: Option<&Face>,
        text: &str,
        width: f32,
        view: &View,
    ) -> Setting {
        let bound = bind(text);
        let mut held = bound.as_str();
        let mut layout = self.layout(fonts, kind, brought, held, view);
        layout.break_all_lines(Some(width));
        // What belongs together and is too wide is broken where any text is.
        if layout.width() > width {
            held = text;
            layout = self.layout(fonts, kind, brought, held, view);
            layout.break_all_lines(Some(width));
        }
        let lines = layout.len();
        if lines > 1 {
            // The narrowest measure that needs no further line.
            let (mut narrow, mut wide) = (width / lines as f32 * 0.8, width);
            for _ in 0..7 {
                let middle = (narrow + wide) / 2.0;
                layout.break_all_lines(Some(middle));
                if layout.len() > lines || layout.width() > middle {
                    narrow = middle;
                } else {
                    wide = middle;
                }
            }
            layout.break_all_lines(Some(wide));
        }
        let broken: Vec<String> = layout
            .lines()
            .map(|line| held.get(line.text_range()).unwrap_or_default())
            .map(|line| unbind(line).trim_end().to_owned())
            .collect();
        Setting {
            text: broken.join("\n"),
            size: Vec2::new(layout.width(), layout.height()).ceil(),
            lines: layout.len(),
            kind,
            font: kind.font(brought, view),
        }
    }

    /// Whether a feed's font has all the glyphs that it wants to be drawn for a text. It can ask for
    /// others, at a letter or where letters meet, and the engine stops at that.
    fn can_draw(&mut self, face: &Face, fonts: &mut FontCx, set: &Setting, view: &View) -> bool {
        let mut layout = self.layout(fonts, set.kind, Some(face), &set.text, view);
        layout.break_all_lines(None);
        let mut items = layout.lines().flat_map(|line| line.items());
        items.all(|item| match item {
            PositionedLayoutItem::GlyphRun(run)
                if run.run().font().data.id() == face.data().id() =>
            {
                run.glyphs().all(|glyph| glyph.id < face.glyphs)
            }
            _ => true,
        })
    }

    fn layout(
        &mut self,
        fonts: &mut FontCx,
        kind: Type,
        brought: Option<&Face>,
        text: &str,
        view: &View,
    ) -> Layout<[u8; 4]> {
        let role = kind.role();
        let family = brought.map_or(role.family(), |_| role.brought());
        let mut builder = self
            .context
            .ranged_builder(&mut fonts.context, text, 1.0, true);
        builder.push_default(StyleProperty::FontFamily(FontFamily::named(family)));
        builder.push_default(StyleProperty::FontSize(kind.pixels(brought, view)));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(
            role.line_height(),
        )));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(
            role.weight().0 as f32,
        )));
        builder.build(text)
    }
}
