/**
 * Where things are found: `item : place, place~percent, …`, the first place in every world, the others in so many of a hundred;
 * then `tool kind tier`, `takes item`, `yields least most`, `misses percent`.
 */
export const sourceLines = `
log : forest, meadow~50, swamp~60
pale-log : taiga, hills~40
sapling : forest, meadow~40 ; misses 30
apple : forest, meadow~30 ; misses 30
wheat-seeds : meadow, forest~50, swamp~30 ; yields 1 2
wheat : meadow, shore~40 ; tool hoe 1 ; takes wheat-seeds
beef : meadow, forest~30 ; yields 1 2
leather : meadow, forest~30 ; yields 1 2 ; misses 20
egg : meadow, forest~30
feather : meadow, forest~30 ; yields 1 2
wool : meadow, hills~50, taiga~40 ; tool shears 1 ; yields 1 3
milk-bucket : meadow, forest~30 ; takes bucket
pumpkin : taiga, meadow~30
mushroom : swamp, forest~50, caves~30
sugar-cane : shore, swamp~70 ; yields 1 2
sand : shore, swamp~30 ; yields 1 2
clay-ball : shore, swamp~50 ; yields 2 4
gravel : hills, shore~60, caves~40
flint : hills, shore~40 ; misses 30
water-bucket : shore, swamp~80, caves~30 ; takes bucket
snowball : taiga, hills~30 ; tool shovel 1 ; yields 1 4
slime-ball : swamp, caves~20 ; tool sword 1 ; yields 1 2
cobblestone : hills, caves, taiga~50 ; tool pickaxe 1
coal : hills, caves, deeps~40 ; tool pickaxe 1 ; yields 1 2
raw-iron : caves, hills~50, deeps~50 ; tool pickaxe 2 ; yields 1 2
raw-copper : caves, hills~30 ; tool pickaxe 2 ; yields 2 4
amethyst : caves, deeps~30 ; tool pickaxe 1 ; yields 2 4 ; misses 25
string : caves, forest~40 ; tool sword 1 ; yields 1 2
bone : caves, swamp~40 ; tool sword 1 ; yields 1 2
gunpowder : caves, hills~30 ; tool sword 1 ; yields 1 2
lava-bucket : deeps, caves~50 ; takes bucket
raw-gold : deeps, caves~30 ; tool pickaxe 3 ; yields 1 2
redstone : deeps, caves~20 ; tool pickaxe 3 ; yields 3 5
lapis : deeps, caves~20 ; tool pickaxe 2 ; yields 2 5
diamond : deeps ; tool pickaxe 3 ; yields 1 2 ; misses 25
obsidian : deeps, caves~30 ; tool pickaxe 4
ender-pearl : deeps, fortress~40 ; tool sword 3 ; misses 25
cocoa-beans : island ; yields 1 3
melon-slice : island ; yields 3 7
cactus : island, shore~40
netherrack : wastes, fortress~70 ; tool pickaxe 1
quartz : wastes, fortress~40 ; tool pickaxe 1 ; yields 1 2
soul-sand : wastes
glowstone-dust : wastes, fortress~50 ; yields 2 4
ancient-debris : wastes ; tool pickaxe 4 ; misses 30
blaze-rod : fortress ; tool sword 3
nether-wart : fortress ; yields 2 4
`;
