-- before
type A @model(timestamps: null) { bs: [B] @manyToMany(relationName: "AB") } type B @model(timestamps: null) { as: [A] @manyToMany(relationName: "AB") }
-- after
type A @model(timestamps: null) { bs: [B] @hasMany } type B @model(timestamps: null) { a: A @belongsTo }
-- sql
CREATE TEMP TABLE relata_links_0 AS SELECT t."id" AS h1, s."id" AS r1, s."id" AS o1 FROM "AB" j JOIN "A" s ON s."id" = j."a" JOIN "B" t ON t."id" = j."b";
CREATE INDEX temp.relata_links_0_h ON relata_links_0 (h1);
CREATE TABLE "relata_new_2" (
  "id" TEXT NOT NULL,
  "a" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("a") REFERENCES "A" ("id") ON DELETE CASCADE
);
INSERT INTO "relata_new_2" (rowid, "id", "a") SELECT o.rowid, o."id", (SELECT l.r1 FROM temp.relata_links_0 l WHERE l.h1 IS o."id" LIMIT 1) FROM "B" o;
DROP TABLE "B";
DROP TABLE "AB";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_2" RENAME TO "B";
PRAGMA legacy_alter_table=OFF;
CREATE INDEX "B_a" ON "B" ("a");
DROP TABLE temp.relata_links_0;
