"""Trackers of transformers with a few random weights, and videos for them."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

SIZE = 64  # of the pictures that they see
HEIGHT, WIDTH = 48, 60  # of the frames
KINDS = ("sam2_video", "edgetam_video")
_STRENGTHS = {  # of parts, so that masks show what memory holds
    "sam2_video": {
        "mask_downsampler.final_conv": 30,
        "cross_attn_image.o_proj": 9.5,
        "cross_attn_image.q_proj": 0.1,
        "memory_encoder.feature_projection": 0.1,
        "memory_encoder.memory_fuser": 10,
        "memory_temporal_positional_encoding": 10,
        "mask_decoder.conv_s": 0.06,
        "mask_decoder.upscale": 10,
        "hypernetworks_mlps": 0.8,
        "pred_obj_score_head.proj_out.weight": 0.01,
        "object_pointer_proj": 10,
        "vision_encoder.neck": 0.1,
        "iou_prediction_head": 0.3,
    },
    "edgetam_video": {
        "mask_downsampler.final_conv": 300,
        "cross_attn_image.o_proj": 30,
        "cross_attn_image.k_proj": 0.3,
        "memory_encoder.memory_fuser": 0.3,
        "mask_decoder.conv_s": 0.6,
        "hypernetworks_mlps": 8,
        "pred_obj_score_head.proj_out.weight": 0.3,
        "object_pointer_proj": 10,
        "vision_encoder.neck": 0.3,
        "iou_prediction_head": 0.1,
    },
}


def config(kind: str, **more: Any) -> Any:
    """Return the smallest configuration that the library runs, of one of `KINDS`."""
    from transformers import EdgeTamVideoConfig, Sam2VideoConfig

    backbone = {
        "model_type": "sam2_hiera_det_model",
        "hidden_size": 8,
        "num_attention_heads": 1,
        "image_size": [SIZE, SIZE],
        "embed_dim_per_stage": [8, 16, 32, 64],
        "blocks_per_stage": [1, 1, 2, 1],
        "num_attention_heads_per_stage": [1, 1, 2, 2],
        "window_size_per_stage": [4, 4, 4, 2],
        "window_positional_embedding_background_size": [4, 4],
        "global_attention_blocks": [3],
    }
    values: dict[str, Any] = {
        "vision_config": {
            "model_type": "sam2_vision_model",
            "backbone_config": backbone,
            "backbone_channel_list": [64, 32, 16, 8],
            "backbone_feature_sizes": [[SIZE // 4] * 2, [SIZE // 8] * 2, [SIZE // 16] * 2],
            "fpn_hidden_size": 128,
        },
        "prompt_encoder_config": {
            "hidden_size": 128,
            "image_size": SIZE,
            "mask_input_channels": 4,
        },
        "mask_decoder_config": {
            "hidden_size": 128,
            "mlp_dim": 32,
            "num_attention_heads": 2,
            "iou_head_hidden_dim": 32,
        },
        "image_size": SIZE,
        "memory_attention_hidden_size": 128,
        "memory_attention_num_layers": 1,
        "memory_attention_rope_feat_sizes": [SIZE // 16] * 2,
        "memory_encoder_hidden_size": 128,
        "memory_encoder_output_channels": 64,
        "mask_downsampler_embed_dim": 128,
        "memory_fuser_embed_dim": 128,
        "memory_fuser_intermediate_dim": 32,
    }
    if kind == "sam2_video":
        return Sam2VideoConfig(**values, memory_attention_feed_forward_hidden_size=128, **more)
    return EdgeTamVideoConfig(
        **values,
        memory_attention_mlp_hidden_size=128,
        memory_attention_rope_k_sizes=[2, 2],
        perceiver_resampler_num_latents=4,
        perceiver_resampler_num_latents_2d=4,
        perceiver_resampler_hidden_size=64,
        perceiver_resampler_mlp_intermediate_size=16,
        perceiver_resampler_attention_head_dim=64,
        **more,
    )


def model(kind: str) -> Any:
    """Return a network of one of `KINDS` whose masks depend on memory, always the same."""
    from transformers import EdgeTamVideoModel, Sam2VideoModel

    torch.manual_seed(5)
    built: Any = {"sam2_video": Sam2VideoModel, "edgetam_video": EdgeTamVideoModel}[kind]
    network = built(config(kind)).eval()
    with torch.no_grad():
        for name, weights in network.named_parameters():
            spread = 1.0 if weights.dim() < 2 else weights[0].numel() ** -0.5
            weights.normal_(std=spread)
            if "norm" in name and name.endswith("weight"):
                weights.fill_(1.0)
        for name, factor in _STRENGTHS[kind].items():
            for weights in (w for n, w in network.named_parameters() if name in n):
                weights.mul_(factor)
        network.mask_decoder.pred_obj_score_head.proj_out.bias.fill_(3.0)  # objects are there
    return network


def video(frames: int) -> list[NDArray[np.uint8]]:
    """Return frames RGB uint8 [HEIGHT, WIDTH, 3] in which noise moves to the right."""
    noise = np.random.default_rng(5).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    return [np.roll(noise, number, axis=1) for number in range(frames)]
