// The still layer behind the moving toys: its colour, and its depth, so that they hide each other.
#import bevy_sprite::mesh2d_vertex_output::VertexOutput

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var still: texture_2d<f32>;

struct Fragment {
    @location(0) colour: vec4<f32>,
    @builtin(frag_depth) depth: f32,
}

@fragment
fn fragment(in: VertexOutput) -> Fragment {
    let texel = textureLoad(still, vec2<i32>(in.position.xy), 0);
    var out: Fragment;
    out.colour = vec4(texel.rgb, 1.0);
    out.depth = clamp(texel.a, 0.0, 1.0);
    return out;
}
