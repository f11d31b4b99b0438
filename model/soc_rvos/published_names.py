"""What the published weights call the parts of our networks."""

from __future__ import annotations

import re

# Left by a FLOP counter, or a constant that some versions of transformers save: no weights.
_IGNORED = re.compile(
    r"(^|\.)(total_params|total_ops)$|^text_encoder\.(text_backbone\.)?embeddings\.position_ids$"
)

# The box heads are saved twice: under this beginning, and again under the second.
BOX_HEADS = ("bbox_embed.", "transformer.decoder.bbox_embed.")

# A constant of the backbone that is saved with its weights.
POSITION_INDEX = ".attn.relative_position_index"

_Names = dict[str, str]
Table = tuple[tuple[str, str, _Names], ...]
_ATTENTION: _Names = {"attention": "multihead_attn", "norm": "norm"}
_SELF_ATTENTION: _Names = {"attention": "self_attn", "norm": "norm"}
_FEED_FORWARD: _Names = {"expand": "linear1", "contract": "linear2", "norm": "norm"}
_DEFORMABLE: _Names = {
    "offsets": "sampling_offsets",
    "weights": "attention_weights",
    "values": "value_proj",
    "project": "output_proj",
}

_SPECTRAL: _Names = {
    "edges": "laplace",
    "expand": "fc.0",
    "contract": "fc.2",
    "first": "conv1",
    "second": "conv2",
}


def _under(ours: str, published: str, names: _Names) -> _Names:
    prefix = f"{ours}." if ours else ""
    return {prefix + name: f"{published}.{other}" for name, other in names.items()}


# How our name begins (# stands for a number), what stands there in the published one, and the
# names of the parts that follow, where they differ.
SOC: Table = (
    (
        "backbone",
        "backbone.0.body",
        {"patches": "patch_embed.proj", "patch_norm": "patch_embed.norm"},
    ),
    (
        "backbone.stages.#.#",
        "backbone.0.body.layers.#.blocks.#",
        {
            "attention.position_bias": "attn.relative_position_bias_table",
            "attention.qkv": "attn.qkv",
            "attention.project": "attn.proj",
            "expand": "mlp.fc1",
            "contract": "mlp.fc2",
            "norm1": "norm1",
            "norm2": "norm2",
        },
    ),
    (
        "backbone.mergings.#",
        "backbone.0.body.downsamples.#",
        {"reduce": "reduction", "norm": "norm"},
    ),
    ("text", "txt_proj", {"project": "fc", "norm": "layer_norm"}),
    ("text.roberta", "text_encoder", {}),
    ("projections", "input_proj", {}),
    ("words_to_pixels", "vlf", _ATTENTION),
    ("pixels_to_words", "lvf", _ATTENTION),
    (
        "transformer",
        "transformer",
        {"level_codes": "level_embed", "reference_points": "reference_points"},
    ),
    (
        "transformer.encoder.#",
        "transformer.encoder.layers.#",
        {
            **_under("attention", "self_attn", _DEFORMABLE),
            "norm": "norm1",
            "feed_forward.expand": "linear1",
            "feed_forward.contract": "linear2",
            "feed_forward.norm": "norm2",
        },
    ),
    (
        "transformer.decoder.#",
        "transformer.decoder.layers.#",
        {
            "own.attention": "self_attn",
            "own.norm": "norm2",
            **_under("cross", "cross_attn", _DEFORMABLE),
            "norm": "norm1",
            "feed_forward.expand": "linear1",
            "feed_forward.contract": "linear2",
            "feed_forward.norm": "norm3",
        },
    ),
    ("transformer.box_heads", "bbox_embed", {}),
    ("class_heads", "class_embed", {}),
    ("kernel_head", "controller", {}),
    ("query_positions", "query_embed", {}),
    (
        "cluster",
        "voc",
        {"slot_positions": "fq_pos", "query_positions": "query_embed", "norm": "decoder_norm"},
    ),
    ("cluster.encoder_attention.#", "voc.enc_self_attn.#", _SELF_ATTENTION),
    ("cluster.encoder_feed_forward.#", "voc.enc_ffn.#", _FEED_FORWARD),
    ("cluster.decoder.#.own", "voc.transformer_self_attention_layers.#", _SELF_ATTENTION),
    ("cluster.decoder.#.cross", "voc.transformer_cross_attention_layers.#", _ATTENTION),
    ("cluster.decoder.#.feed_forward", "voc.transformer_ffn_layers.#", _FEED_FORWARD),
    (
        "pixel_decoder",
        "spatial_decoder",
        {
            **{f"convolutions.{number}": f"lay{number + 1}" for number in range(5)},
            **{f"norms.{number}": f"gn{number + 1}" for number in range(5)},
            **{f"adapters.{number}": f"adapter{number + 1}" for number in range(3)},
            "last": "out_lay",
        },
    ),
)
# The first match holds: SOC++ renames some parts of SOC, and has more.
SOC_PLUS: Table = (
    ("proxies", "proxy_embed", {}),
    ("pixels_to_proxies", "v2p", _ATTENTION),
    ("proxies_to_words", "lvf", _ATTENTION),
    ("query_fusion.attention", "query_fusion", _ATTENTION),
    ("cluster.query_content", "voc.video_query_embed", {}),
    ("cluster.encoder_attention.#", "voc.enc_self_attn.#", _ATTENTION),
    *(
        (f"cluster.{ours}{part}", f"voc.{published}{place}", names)
        for ours, published in (("visibility", "score_embd"), ("difference", "diff_embd"))
        for part, place, names in ((".feed_forward", ".0", _FEED_FORWARD), (".last", ".1", {}))
    ),
    *SOC,
)

SGMG: Table = (
    ("text", "text_proj", {"project": "fc", "norm": "layer_norm"}),
    ("text.sentence", "sentence_proj", {"0": "fc", "1": "layer_norm"}),
    ("text.roberta", "text_encoder.text_backbone", {}),
    ("words_to_pixels", "fusion_module", _ATTENTION),
    ("spectra_before.#", "input_fft.#", _SPECTRAL),
    ("spectra_after.#", "input_fft_post.#", _SPECTRAL),
    (
        "optimiser",
        "mask_refine",
        {
            "coarse.first": "conv1_1div8",
            "coarse.second": "conv2_1div8",
            "fine.first": "conv1_1div4",
            "fine.second": "conv2_1div4",
        },
    ),
    *SOC,
)


def is_ignored(name: str) -> bool:
    """Return whether a published file may hold `name` without it being a weight."""
    return _IGNORED.search(name) is not None


def published_name(ours: str, table: Table = SOC) -> str:
    """Return the name of our parameter `ours` in a published file; `table` is its network's."""
    for beginning, published, names in sorted(table, key=lambda part: -part[0].count(".")):
        pattern = re.escape(beginning).replace(r"\#", r"(\d+)")
        found = re.match(rf"{pattern}\.", ours)
        if not found:
            continue
        rest = ours[found.end() :]
        for number in found.groups():
            published = published.replace("#", number, 1)
        if not names:
            return f"{published}.{rest}"
        for part, other in names.items():
            if rest == part or rest.startswith(f"{part}."):
                return f"{published}.{other}{rest[len(part) :]}"
    raise KeyError(ours)
