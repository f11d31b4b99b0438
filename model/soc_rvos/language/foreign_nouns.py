"""Common nouns in German, French, Spanish and Chinese, for an offer in English.

A line is: English: German; French; Spanish; Chinese, with commas between words of one meaning. The
plurals are those that no rule makes.
"""

from __future__ import annotations

NOUNS = """
person: Person, Mensch; personne, individu; persona; 人, 人物
people: Leute; gens; gente; 人们, 人群
man: Mann, Herr; homme, monsieur, mec; hombre, señor; 男人, 男子, 男士, 先生
woman: Frau, Dame; femme, dame; mujer, señora; 女人, 女子, 女士
boy: Junge, Bub; garçon; niño, chico; 男孩, 男生
girl: Mädchen; fille, fillette; niña, chica; 女孩, 女生, 姑娘
child: Kind; enfant; hijo; 孩子, 小孩, 儿童
baby: Baby, Säugling; bébé; bebé; 婴儿, 宝宝
player: Spieler, Spielerin; joueur, joueuse; jugador, jugadora; 球员, 运动员
dancer: Tänzer, Tänzerin; danseur, danseuse; bailarín, bailarina; 舞者, 舞蹈演员
rider: Reiter, Reiterin; cavalier, cavalière; jinete; 骑手
cyclist: Radfahrer, Radfahrerin; cycliste; ciclista; 骑自行车的人
driver: Fahrer, Fahrerin; conducteur, chauffeur; conductor, conductora; 司机
surfer: Surfer, Surferin; surfeur, surfeuse; surfista; 冲浪者
skier: Skifahrer, Skifahrerin; skieur, skieuse; esquiador, esquiadora; 滑雪者
hiker: Wanderer, Wanderin; randonneur, randonneuse; excursionista; 徒步者
soldier: Soldat, Soldatin; soldat; soldado; 士兵
police officer: Polizist, Polizistin; policier, policière; policía; 警察
worker: Arbeiter, Arbeiterin; ouvrier, ouvrière; obrero, trabajador; 工人
teacher: Lehrer, Lehrerin; professeur, enseignant; profesor, profesora, maestro; 老师
doctor: Arzt, Ärztin; médecin, docteur; médico, médica; 医生
singer: Sänger, Sängerin; chanteur, chanteuse; cantante; 歌手
animal: Tier; animal, bête; animal; 动物
dog: Hund, Hündin; chien, chienne; perro, perra; 狗, 小狗
puppy: Welpe; chiot; cachorro; 幼犬
cat: Katze, Kater; chat, chatte; gato, gata; 猫
horse: Pferd; cheval; caballo; 马
cow: Kuh; vache; vaca; 牛, 奶牛
bull: Stier, Bulle; taureau; toro; 公牛
sheep: Schaf; mouton, brebis; oveja; 羊, 绵羊
goat: Ziege; chèvre; cabra; 山羊
pig: Schwein; cochon, porc; cerdo; 猪
donkey: Esel; âne; burro, asno; 驴
camel: Kamel; chameau; camello; 骆驼
elephant: Elefant; éléphant; elefante; 大象
lion: Löwe; lion; león; 狮子
tiger: Tiger; tigre; tigre; 老虎
bear: Bär; ours; oso; 熊
wolf: Wolf; loup; lobo; 狼
fox: Fuchs; renard; zorro; 狐狸
deer: Hirsch, Reh; cerf, biche; ciervo, venado; 鹿
rabbit: Kaninchen, Hase; lapin, lièvre; conejo, liebre; 兔子
mouse: Maus; souris; ratón; 老鼠
monkey: Affe; singe; mono; 猴子
giraffe: Giraffe; girafe; jirafa; 长颈鹿
zebra: Zebra; zèbre; cebra; 斑马
rhinoceros: Nashorn; rhinocéros; rinoceronte; 犀牛
kangaroo: Känguru; kangourou; canguro; 袋鼠
panda: Panda; panda; panda; 熊猫
bird: Vogel; oiseau; pájaro, ave; 鸟, 小鸟
swan: Schwan; cygne; cisne; 天鹅
duck: Ente; canard; pato; 鸭子
goose: Gans; oie; ganso, oca; 鹅
chicken: Huhn, Henne; poulet, poule; pollo, gallina; 鸡
rooster: Hahn; coq; gallo; 公鸡
eagle: Adler; aigle; águila; 鹰
owl: Eule; hibou, chouette; búho, lechuza; 猫头鹰
parrot: Papagei; perroquet; loro; 鹦鹉
penguin: Pinguin; pingouin, manchot; pingüino; 企鹅
flamingo: Flamingo; flamant; flamenco; 火烈鸟
pigeon: Taube; pigeon; paloma; 鸽子
fish: Fisch; poisson; pez, pescado; 鱼
shark: Hai; requin; tiburón; 鲨鱼
whale: Wal; baleine; ballena; 鲸鱼
dolphin: Delfin; dauphin; delfín; 海豚
turtle: Schildkröte; tortue; tortuga; 乌龟
snake: Schlange; serpent; serpiente; 蛇
frog: Frosch; grenouille; rana; 青蛙
crocodile: Krokodil; crocodile; cocodrilo; 鳄鱼
lizard: Eidechse; lézard; lagarto, lagartija; 蜥蜴
butterfly: Schmetterling; papillon; mariposa; 蝴蝶
bee: Biene; abeille; abeja; 蜜蜂
spider: Spinne; araignée; araña; 蜘蛛
ant: Ameise; fourmi; hormiga; 蚂蚁
car: Auto, Wagen; voiture, auto; coche, carro, auto; 汽车, 车, 轿车
taxi: Taxi; taxi; taxi; 出租车
bus: Bus; bus, autobus, autocar; autobús; 公共汽车, 公交车, 巴士
truck: Lastwagen, Lkw; camion; camión; 卡车
van: Lieferwagen, Transporter; camionnette, fourgonnette; furgoneta; 面包车
train: Zug, Eisenbahn; train; tren; 火车
tram: Straßenbahn; tramway; tranvía; 电车
bicycle: Fahrrad, Rad; vélo, bicyclette; bicicleta, bici; 自行车
motorcycle: Motorrad; moto, motocyclette; motocicleta, moto; 摩托车
scooter: Roller; trottinette; patinete; 滑板车
boat: Boot; bateau, barque; barco, bote, barca; 船, 小船
ship: Schiff; navire; buque, nave; 轮船
sailboat: Segelboot; voilier; velero; 帆船
airplane: Flugzeug; avion; avión; 飞机
helicopter: Hubschrauber; hélicoptère; helicóptero; 直升机
rocket: Rakete; fusée; cohete; 火箭
tractor: Traktor; tracteur; tractor; 拖拉机
ambulance: Krankenwagen; ambulance; ambulancia; 救护车
fire truck: Feuerwehrauto; camion de pompiers; camión de bomberos; 消防车
skateboard: Skateboard; planche à roulettes; monopatín; 滑板
surfboard: Surfbrett; planche de surf; tabla de surf; 冲浪板
stroller: Kinderwagen; poussette; cochecito; 婴儿车
wheelchair: Rollstuhl; fauteuil roulant; silla de ruedas; 轮椅
cart: Karren; chariot, charrette; carreta, carrito; 手推车
wheel: Reifen; roue; rueda; 车轮, 轮子
house: Haus; maison; casa; 房子, 房屋
building: Gebäude; bâtiment, immeuble; edificio; 建筑, 大楼
tower: Turm; tour; torre; 塔
church: Kirche; église; iglesia; 教堂
bridge: Brücke; pont; puente; 桥
door: Tür, Tor; porte; puerta; 门
window: Fenster; fenêtre; ventana; 窗户, 窗
wall: Wand, Mauer; mur; pared, muro; 墙
roof: Dach; toit; techo, tejado; 屋顶
stairs: Treppe; escalier; escalera; 楼梯
fence: Zaun; clôture, barrière; valla, cerca; 栅栏
street: Straße; rue; calle; 街道, 街
road: Weg; route; carretera, camino; 路, 道路
tree: Baum; arbre; árbol; 树
flower: Blume, Blüte; fleur; flor; 花, 花朵
grass: Gras; herbe; hierba, césped; 草
leaf: Blatt; feuille; hoja; 叶子, 树叶
plant: Pflanze; plante; planta; 植物
bush: Busch, Strauch; buisson; arbusto; 灌木
mountain: Berg; montagne; montaña; 山
rock: Felsen, Fels; rocher, roche; roca; 岩石
stone: Stein; pierre, caillou; piedra; 石头
water: Wasser; eau; agua; 水
sea: Meer; mer; mar; 海
river: Fluss; rivière, fleuve; río; 河
lake: See; lac; lago; 湖
beach: Strand; plage; playa; 海滩
sand: Sand; sable; arena; 沙子
snow: Schnee; neige; nieve; 雪
sky: Himmel; ciel; cielo; 天空
cloud: Wolke; nuage; nube; 云
sun: Sonne; soleil; sol; 太阳
moon: Mond; lune; luna; 月亮
fire: Feuer; feu; fuego; 火
table: Tisch; table; mesa; 桌子
chair: Stuhl; chaise; silla; 椅子
armchair: Sessel; fauteuil; sillón; 扶手椅
sofa: Sofa, Couch; canapé; sofá; 沙发
bench: Sitzbank, Bank; banc; banco; 长凳, 长椅
bed: Bett; lit; cama; 床
cupboard: Schrank; armoire, placard; armario; 柜子
shelf: Regal; étagère; estante, estantería; 架子, 书架
desk: Schreibtisch; bureau; escritorio; 书桌
lamp: Lampe; lampe; lámpara; 灯, 台灯
mirror: Spiegel; miroir; espejo; 镜子
clock: Uhr; horloge; reloj; 钟
picture: Bild; image, tableau; cuadro, imagen; 图片, 画
carpet: Teppich; tapis; alfombra; 地毯
curtain: Vorhang; rideau; cortina; 窗帘
pillow: Kissen; oreiller, coussin; almohada, cojín; 枕头
blanket: Decke; couverture; manta; 毯子
box: Kiste, Schachtel, Karton; boîte; caja; 盒子, 箱子
basket: Korb; panier; cesta; 篮子
bag: Tasche, Tüte; sac; bolsa, bolso; 包, 袋子
backpack: Rucksack; sac à dos; mochila; 背包
suitcase: Koffer; valise; maleta; 行李箱
bottle: Flasche; bouteille; botella; 瓶子
glass: Glas; verre; vaso, copa; 玻璃杯
cup: Tasse, Becher; tasse, gobelet; taza; 杯子
plate: Teller; assiette; plato; 盘子
bowl: Schüssel; bol; tazón, cuenco; 碗
spoon: Löffel; cuillère; cuchara; 勺子
fork: Gabel; fourchette; tenedor; 叉子
knife: Messer; couteau; cuchillo; 刀
pan: Pfanne; poêle; sartén; 平底锅
pot: Topf; casserole; olla; 锅
bucket: Eimer; seau; cubo; 桶
book: Buch; livre; libro; 书
newspaper: Zeitung; journal; periódico; 报纸
pen: Stift; stylo; bolígrafo; 笔
paper: Papier; papier; papel; 纸
key: Schlüssel; clé, clef; llave; 钥匙
phone: Telefon, Handy; téléphone, portable; teléfono, móvil; 手机, 电话
computer: Computer, Rechner; ordinateur; ordenador, computadora; 电脑
screen: Bildschirm; écran; pantalla; 屏幕
television: Fernseher; télévision, télé; televisión, televisor; 电视
camera: Kamera; caméra, appareil photo; cámara; 相机
microphone: Mikrofon; microphone, micro; micrófono; 麦克风
guitar: Gitarre; guitare; guitarra; 吉他
piano: Klavier; piano; piano; 钢琴
violin: Geige, Violine; violon; violín; 小提琴
drum: Trommel; tambour; tambor; 鼓
umbrella: Regenschirm, Schirm; parapluie; paraguas; 雨伞, 伞
ball: Ball; balle, ballon; pelota, balón; 球
racket: Schläger; raquette; raqueta; 球拍
kite: Drachen; cerf-volant; cometa; 风筝
balloon: Luftballon; ballon de baudruche; globo; 气球
toy: Spielzeug; jouet; juguete; 玩具
doll: Puppe; poupée; muñeca; 娃娃
teddy bear: Teddybär, Teddy; ours en peluche; oso de peluche; 泰迪熊
swing: Schaukel; balançoire; columpio; 秋千
flag: Fahne, Flagge; drapeau; bandera; 旗帜, 旗子
sail: Segel; voile; vela; 帆
rope: Seil; corde; cuerda; 绳子
hammer: Hammer; marteau; martillo; 锤子
scissors: Schere; ciseaux; tijeras; 剪刀
broom: Besen; balai; escoba; 扫帚
statue: Statue; statue; estatua; 雕像
sign: Schild; panneau; cartel, letrero; 标志, 牌子
traffic light: Ampel; feu de circulation; semáforo; 红绿灯
hat: Hut; chapeau; sombrero; 帽子
cap: Mütze, Kappe; casquette, bonnet; gorra, gorro; 鸭舌帽
helmet: Helm; casque; casco; 头盔
shirt: Hemd; chemise; camisa; 衬衫
t-shirt: T-Shirt; t-shirt; camiseta; T恤
jacket: Jacke; veste, blouson; chaqueta; 夹克
coat: Mantel; manteau; abrigo; 外套, 大衣
sweater: Pullover; pull, chandail; suéter, jersey; 毛衣
dress: Kleid; robe; vestido; 裙子, 连衣裙
skirt: Rock; jupe; falda; 短裙
suit: Anzug; costume; traje; 西装
trousers: Hose, Hosen; pantalon; pantalón, pantalones; 裤子
jeans: Jeans; jean; vaqueros; 牛仔裤
shorts: ; ; ; 短裤
shoe: Schuh; chaussure; zapato; 鞋, 鞋子
boot: Stiefel; botte; bota; 靴子
sock: Socke; chaussette; calcetín; 袜子
glove: Handschuh; gant; guante; 手套
scarf: Schal; écharpe, foulard; bufanda; 围巾
tie: Krawatte; cravate; corbata; 领带
belt: Gürtel; ceinture; cinturón; 腰带
glasses: Brille; lunettes; gafas, lentes; 眼镜
sunglasses: Sonnenbrille; lunettes de soleil; gafas de sol; 太阳镜, 墨镜
ring: Ring; anneau, bague; anillo; 戒指
clothes: Kleidung, Kleider; vêtements; ropa; 衣服
uniform: Uniform; uniforme; uniforme; 制服
hair: Haar, Haare; cheveux; pelo, cabello; 头发
beard: Bart; barbe; barba; 胡子
head: Kopf; tête; cabeza; 头
face: Gesicht; visage; cara, rostro; 脸
hand: Hand; main; mano; 手
arm: Arm; bras; brazo; 手臂
leg: Bein; jambe; pierna; 腿
foot: Fuß; pied; pie; 脚
eye: Auge; œil, oeil, yeux; ojo; 眼睛
tail: Schwanz; queue; cola; 尾巴
wing: Flügel; aile; ala; 翅膀
food: Essen; nourriture; comida; 食物
bread: Brot; pain; pan; 面包
cake: Kuchen, Torte; gâteau; pastel, tarta; 蛋糕
cheese: Käse; fromage; queso; 奶酪
meat: Fleisch; viande; carne; 肉
egg: Ei; œuf, oeuf; huevo; 鸡蛋
apple: Apfel; pomme; manzana; 苹果
banana: Banane; banane; plátano, banana; 香蕉
pear: Birne; poire; pera; 梨
grape: Traube; raisin; uva; 葡萄
strawberry: Erdbeere; fraise; fresa; 草莓
lemon: Zitrone; citron; limón; 柠檬
tomato: Tomate; tomate; tomate; 番茄, 西红柿
potato: Kartoffel; pomme de terre; patata, papa; 土豆
carrot: Karotte, Möhre; carotte; zanahoria; 胡萝卜
pumpkin: Kürbis; citrouille; calabaza; 南瓜
mushroom: Pilz; champignon; seta; 蘑菇
pizza: Pizza; pizza; pizza; 披萨
ice cream: Eis; glace; helado; 冰淇淋
milk: Milch; lait; leche; 牛奶
coffee: Kaffee; café; café; 咖啡
tea: Tee; thé; té; 茶
beer: Bier; bière; cerveza; 啤酒
wine: Wein; vin; vino; 葡萄酒
thing: Ding, Sache, Gegenstand; chose, objet; cosa, objeto; 东西, 物体
"""

PLURALS = {
    "de": "Männer Mann, Frauen Frau, Häuser Haus, Mäuse Maus, Gänse Gans, Kühe Kuh, Bäume Baum, "
    "Vögel Vogel, Bücher Buch, Räder Rad, Fahrräder Fahrrad, Motorräder Motorrad, Züge Zug, "
    "Hände Hand, Füße Fuß, Äpfel Apfel, Bäuche Bauch, Stühle Stuhl, Schränke Schrank, "
    "Hüte Hut, Röcke Rock, Mäntel Mantel, Wölfe Wolf, Füchse Fuchs, Frösche Frosch, Bälle Ball, "
    "Türme Turm, Gläser Glas, Blätter Blatt, Büsche Busch, Körbe Korb, Töpfe Topf, Köpfe Kopf, "
    "Flugzeuge Flugzeug, Schwäne Schwan, Hähne Hahn, Hühner Huhn, Wände Wand, Anzüge Anzug, "
    "Bänke Bank, Ärzte Arzt, Rollstühle Rollstuhl, Schwänze Schwanz, Strände Strand, "
    "Flüsse Fluss, Zäune Zaun, Dächer Dach, Bilder Bild, Autos Auto, Schirme Schirm",
    "fr": "chevaux cheval, animaux animal, oiseaux oiseau, bateaux bateau, chapeaux chapeau, "
    "manteaux manteau, gâteaux gâteau, couteaux couteau, tableaux tableau, chameaux chameau, "
    "journaux journal, drapeaux drapeau, seaux seau, rideaux rideau, panneaux panneau",
    "es": "peces pez, autobuses autobús, aviones avión, camiones camión, leones león, "
    "ratones ratón, tiburones tiburón, delfines delfín, sillones sillón, jóvenes joven",
}
