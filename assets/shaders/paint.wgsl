// Paint: light is baked into the vertices, so a fragment is its colour.
#import bevy_sprite::mesh2d_vertex_output::VertexOutput

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
#ifdef DEPTH_IN_ALPHA
    // The still layer keeps its depth beside its colour, for the backdrop to write it back.
    return vec4(in.color.rgb, in.position.z);
#else
    return in.color;
#endif
}
