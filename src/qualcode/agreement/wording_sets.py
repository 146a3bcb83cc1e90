"""What agreement on sets of codes and on passages says, in English and Chinese."""

from __future__ import annotations

WORDS_SETS: dict[str, tuple[str, str]] = {
    # names
    "alpha_jaccard": ("α with Jaccard distance", "α（Jaccard 距离）"),
    "alpha_masi": ("α with MASI distance (Passonneau 2006)", "α（MASI 距离，Passonneau 2006）"),
    "alpha_masi_2004": ("α with MASI distance (Passonneau 2004)", "α（MASI 距离，Passonneau 2004）"),
    "alpha_set_relation": ("α by relation of the sets", "α（按集合关系）"),
    "mv_alpha": ("Multi-valued α", "多值 α"),
    "percent_agreement_sets": ("Exact agreement of sets", "集合完全一致率"),
    "dice_agreement": ("Dice agreement", "Dice 一致率"),
    "u_alpha": ("uα (unitising)", "uα（切分与编码）"),
    "u_alpha_binary": ("|uα (coded against uncoded text)", "|uα（编与未编）"),
    "cu_alpha": ("cuα (codes where passages meet)", "cuα（段落相交处的编码）"),
    "ku_alpha": ("(k)uα (one code where passages meet)", "(k)uα（相交处的单个编码）"),
    "u_alpha_1995": ("αU (Krippendorff 1995)", "αU（Krippendorff 1995）"),
    "boundary_similarity": ("Boundary similarity", "边界相似度"),
    "gamma": ("γ", "γ"),
    # sets: why undefined, and what is said beside a value
    "one_set": (
        "undefined: every unit carries the same set of codes, so agreement beyond chance cannot be told from chance",
        "无法计算：所有单元的编码集合相同，无法区分一致与偶然一致",
    ),
    "too_many_sets": (
        "undefined: {sets} different sets of {codes} codes are more than can be compared with each other; fold the codes to a higher level",
        "无法计算：{codes} 个编码组成了 {sets} 种不同集合，超出可相互比较的数量；请把编码归并到上一层",
    ),
    "empty_sets": (
        "{count} of {of} sets are empty (finished, no code given); two empty sets agree",
        "{of} 个集合中有 {count} 个为空（已完成而未编码）；两个空集视为一致",
    ),
    "empty_pairs_dice": (
        "{count} of {of} sets are empty (finished, no code given); two empty sets share no code and count 0 here",
        "{of} 个集合中有 {count} 个为空（已完成而未编码）；两个空集没有共同编码，此处计 0",
    ),
    # unitising
    "no_document_shared": (
        "undefined: no document was finished by at least two coders",
        "无法计算：没有文档由至少两名编码员完成",
    ),
    "no_text": ("undefined: the documents hold no text", "无法计算：文档没有文字"),
    "no_passages": ("undefined: no coder coded any passage", "无法计算：没有编码员标出任何段落"),
    "one_value": (
        "undefined: the whole text carries one value, so agreement beyond chance cannot be told from chance",
        "无法计算：全文只有一种取值，无法区分一致与偶然一致",
    ),
    "never_meet": (
        "undefined: no passage of one coder meets a passage of another",
        "无法计算：一名编码员的段落与他人的段落无一相交",
    ),
    "code_never_meets": (
        'undefined: no passage coded "{code}" meets a passage of another coder',
        "无法计算：编为“{code}”的段落与他人的段落无一相交",
    ),
    "one_code_meets": (
        "undefined: where passages of different coders meet there is one code only",
        "无法计算：不同编码员段落相交处只有一个编码",
    ),
    "too_little_meets": (
        "undefined: passages of different coders meet too little to tell what chance would do",
        "无法计算：不同编码员的段落相交太少，无从估计偶然一致",
    ),
    "joined": (
        "passages of one coder with the same code that overlapped and were joined: {count}",
        "同一编码员同一编码相互重叠而合并的段落：{count} 个",
    ),
    "combined": (
        "stretches on which one coder's codes overlap: {count}; each counts as one passage whose value is the combination of codes",
        "同一编码员的不同编码相互重叠之处：{count} 段；每段视为一个段落，其取值为这些编码的组合",
    ),
    "documents_alone": (
        "documents finished by fewer than two coders, set aside: {count}",
        "完成编码者不足两人而未计入的文档：{count} 份",
    ),
    "documents_not_all": (
        "documents not finished by every coder, set aside: {count}",
        "并非全体编码员完成而未计入的文档：{count} 份",
    ),
    "coverage": (
        "rests on the {share} of the text where passages of different coders meet",
        "依据不同编码员段落相交的文字，占全文的 {share}",
    ),
    "coverage_code": (
        'rests on the {share} of the text coded "{code}" that meets passages of other coders',
        "依据编为“{code}”的文字中与他人段落相交的 {share}",
    ),
    "no_boundaries": ("undefined: no passage begins or ends within the text", "无法计算：没有段落在文中起止"),
    "boundary_reach": (
        "boundaries up to {reach} characters apart are a near miss; no chance is taken off",
        "相距 {reach} 个字符以内的边界算近似命中；未扣除偶然一致",
    ),
    "boundary_exact": (
        "only boundaries at the same place match; no chance is taken off",
        "只有位置相同的边界才算命中；未扣除偶然一致",
    ),
    "gamma_samples": (
        "expected disorder from {count} random continua (seed {seed}); alpha {alpha}, beta {beta}",
        "期望无序度由 {count} 个随机连续体得出（随机种子 {seed}）；alpha {alpha}，beta {beta}",
    ),
    "gamma_too_large": (
        "undefined: aligning {passages} passages needs more candidate alignments than the limit of {most}; take shorter texts",
        "无法计算：对齐 {passages} 个段落所需的候选对齐超过上限 {most}；请改用较短的文本",
    ),
    "gamma_no_disorder": (
        "undefined: random continua of this text show no disorder",
        "无法计算：本文的随机连续体没有无序度",
    ),
}
