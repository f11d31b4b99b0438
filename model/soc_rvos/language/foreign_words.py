"""Words about nouns in German, French, Spanish and Chinese: colours, sizes, numbers, places.

`ADJECTIVES`, `TAILS` and `PREPOSITIONS` have the lines of `foreign_nouns.NOUNS`. French and Spanish
adjectives are in the masculine; "rot" stands for "rote", "roter" and "roten".
"""

from __future__ import annotations

ADJECTIVES = """
red: rot; rouge; rojo; 红色, 红
green: grün; vert; verde; 绿色, 绿
blue: blau; bleu; azul; 蓝色, 蓝
yellow: gelb; jaune; amarillo; 黄色, 黄
white: weiß, weiss; blanc, blanche; blanco; 白色, 白
black: schwarz; noir; negro; 黑色, 黑
grey: grau; gris; gris; 灰色, 灰
brown: braun; brun, marron; marrón, café; 棕色, 褐色
orange: orange, orangefarben; orange; naranja, anaranjado; 橙色
pink: rosa, pink; rose; rosa, rosado; 粉色, 粉红色
purple: lila, violett; violet, violette; morado, púrpura; 紫色
golden: golden; doré; dorado; 金色
silver: silbern; argenté; plateado; 银色
blond: blond; blond; rubio; 金发
dark: dunkel, dunkl; sombre, foncé; oscuro; 深色
light: hell; clair; claro; 浅色
big: groß, gross; grand, gros, grosse; grande, gran; 大, 大的
small: klein; petit; pequeño; 小, 小的
tall: hoch, hoh; haut; alto; 高, 高大
long: lang; long, longue; largo; 长
short: kurz; court; corto, bajo; 短, 矮
old: alt; vieux, vieille, vieil; viejo; 老, 旧
young: jung; jeune; joven; 年轻
new: neu; nouveau, nouvelle, neuf; nuevo; 新
fat: dick; épais; gordo; 胖
left: linke, linken, linker, linkes; ; ;
right: rechte, rechten, rechter, rechtes; ; ;
first: erste, ersten, erster; premier, première; primero, primer; 第一个
second: zweite, zweiten, zweiter; deuxième, second; segundo; 第二个
last: letzte, letzten, letzter; dernier, dernière; último; 最后一个
running: laufend, rennend; ; corriendo; 奔跑, 跑步, 跑
walking: gehend; ; caminando; 走路, 行走
sitting: sitzend; assis; sentado; 坐着
standing: stehend; debout; ; 站着
swimming: schwimmend; ; nadando; 游泳
flying: fliegend; volant; volando; 飞行, 飞
"""

NUMBERS = """
all: alle, allen, aller; tous, toutes; todos, todas; 所有, 全部
both: beide, beiden; ; ambos, ambas;
two: zwei; deux; dos; 两, 两个, 两只, 二
three: drei; trois; tres; 三, 三个, 三只
four: vier; quatre; cuatro; 四
five: fünf; cinq; cinco; 五
six: sechs; six; seis; 六
many: viele, vielen; plusieurs; muchos, muchas; 许多, 很多
"""

TAILS = """
on the left: links; à gauche, de gauche, gauche; a la izquierda, izquierda; 左边, 左侧
on the right: rechts; à droite, de droite, droite; a la derecha, derecha; 右边, 右侧
in the middle: in der Mitte; au milieu, au centre; en el medio, en el centro, del medio; 中间
in front: vorne, im Vordergrund; devant, au premier plan; delante, en primer plano; 前面
in the back: hinten, im Hintergrund; derrière, au fond; detrás, al fondo; 后面, 背景
at the top: oben; en haut; arriba; 上面, 上
at the bottom: unten; en bas; abajo; 下面
that is running: läuft, rennt; qui court, court; que corre, corre;
that is walking: geht; qui marche, marche; que camina, camina;
that is sitting: sitzt; est assis; ;
that is standing: steht; ; ;
that is swimming: schwimmt; qui nage, nage; que nada;
that is flying: fliegt; qui vole, vole; que vuela, vuela;
"""

PREPOSITIONS = """
of: von, vom; de, d', du, des; de, del;
with: mit; avec, à, au, aux; con; 有, 带着
in: in, im, ins; dans, en; en; 在
on: auf; sur; sobre, encima de; 骑着
under: unter; sous; bajo, debajo de;
without: ohne; sans; sin; 没有
except: außer; sauf, excepté; excepto, menos, salvo; 除了
not: nicht, kein, keine; pas; no; 不
and: und; et; y, e; 和
next to: neben; à côté de, à côté du; al lado de, junto a; 旁边
behind: hinter; derrière le, derrière la; detrás de, detrás del;
in front of: vor; devant le, devant la; delante de, delante del;
wearing: ; portant; llevando; 穿着, 穿, 戴着, 戴
"""

DROPPED = {
    "de": "der die das den dem des ein eine einen einem einer eines der welche welcher welches "
    "am zum zur beim sich ist sind bitte finde suche zeige wo jeder jede jedes mein meine",
    "fr": "le la les l' un une ce cet cette ces mon ma mes qui que est sont son sa "
    "ses leur s' c' trouve cherche",
    "es": "el la los las un una unos unas al lo este esta estos estas ese esa mi mis su sus "
    "que es está son busca encuentra",
    "zh": "正在 的 个 只 一 一个 一只 一辆 辆 位 条 匹 那 这 那个 这个 着 了 里 把 件 名 头 请 找",
}
"""What has no word of its own in the offer; articles, mostly, and classifiers."""

FUNCTION = {
    "de": "der die das dem den des ein eine einen einem einer eines und mit von vom zum zur im auf "
    "ist sind nicht ohne neben hinter vor unter über zwischen welche welcher dass bei beim aus "
    "nach wo ich er es sich alle beide links rechts oben unten vorne hinten",
    "fr": "le la les un une des du de et avec dans sur sous qui que est sont aux au ce cette ces "
    "son sa ses pour pas ne sans deux tous toutes elle je dont où près derrière devant",
    "es": "el la los las un una unos unas de del al y con en que es está son sobre sin por para "
    "su sus todos todas dos este esta junto entre detrás delante lado",
    "other": "il lo gli della dello degli delle nel nella con che sono uno di da una het een van "
    "met op en niet naar zijn aan voor bij och med på som ett den det ikke og til av os uma um "
    "com não dos das na no do em ao pela pelo é são jest nie na z w i się ve bir ile için",
}
"""Words that tell a language; those of English are left out where they are looked up."""

SAME_IN_PLURAL = frozenset(("people", "sheep", "fish", "deer", "hair", "water", "grass"))
ENGLISH_PLURALS = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "mouse": "mice",
    "goose": "geese",
    "foot": "feet",
    "wolf": "wolves",
    "leaf": "leaves",
    "knife": "knives",
    "shelf": "shelves",
    "scarf": "scarves",
    "potato": "potatoes",
    "tomato": "tomatoes",
}
