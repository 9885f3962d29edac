//! Laid-out frames as one plate prints them.

use typst_library::layout::{Frame, FrameItem};
use typst_library::visualize::{Color, FixedStroke, Image, ImageKind, Paint};

use super::recolour::Recolour;
use super::{drawing, gradient, photo};

/// Turns a frame, and all that is in it, into what the plate prints.
pub fn plate(frame: &mut Frame, recolour: &mut Recolour) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => plate(&mut group.frame, recolour),
            FrameItem::Text(text) => {
                let fill = recolour.paint(&text.fill);
                if fill.lets_through && text.stroke.is_none() {
                    return false;
                }
                text.fill = shown(&text.fill, recolour);
                text.stroke = text.stroke.take().map(|stroke| stroke_in_ink(stroke, recolour));
            }
            FrameItem::Shape(shape, _) => {
                let line = shape.stroke.as_ref().map(|stroke| recolour.paint(&stroke.paint));
                if line.is_some_and(|line| line.lets_through) {
                    shape.stroke = None;
                }
                if shape.fill.is_none() && shape.stroke.is_none() {
                    return false;
                }
                shape.fill = shape.fill.take().map(|fill| shown(&fill, recolour));
                shape.stroke = shape.stroke.take().map(|stroke| stroke_in_ink(stroke, recolour));
            }
            FrameItem::Image(image, _, _) => *image = image_in_ink(image, recolour),
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
        true
    });
}

fn stroke_in_ink(stroke: FixedStroke, recolour: &mut Recolour) -> FixedStroke {
    let paint = shown(&stroke.paint, recolour);
    FixedStroke { paint, ..stroke }
}

fn image_in_ink(image: &Image, recolour: &mut Recolour) -> Image {
    let made = match image.kind() {
        ImageKind::Raster(raster) => {
            photo::plate(raster, recolour.press, recolour.plate).map(ImageKind::Raster)
        }
        ImageKind::Svg(svg) => drawing::plate(svg, recolour).map(ImageKind::Svg),
        ImageKind::Pdf(_) => None,
    };
    // In its own colours it would print another ink: that is a fault, told as such, and no plate.
    assert!(made.is_some(), "an image becomes no plate");
    made.map_or_else(|| image.clone(), |kind| Image::new(kind, None, image.scaling()))
}

/// A paint in the gray of its ink.
fn shown(paint: &Paint, recolour: &mut Recolour) -> Paint {
    if let Paint::Gradient(own) = paint {
        return gradient::plate(own, recolour).into();
    }
    let ink = recolour.paint(paint);
    let light = ((1.0 - ink.amount) * 255.0).round() as u8;
    Color::from_u8(light, light, light, (ink.opacity * 255.0).round() as u8).into()
}
