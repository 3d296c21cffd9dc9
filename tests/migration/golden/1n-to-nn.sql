-- before
type A @model(timestamps: null) { bs: [B] @hasMany } type B @model(timestamps: null) { a: A @belongsTo }
-- after
type A @model(timestamps: null) { bs: [B] @manyToMany(relationName: "AB") } type B @model(timestamps: null) { as: [A] @manyToMany(relationName: "AB") }
-- sql
CREATE TABLE "relata_new_2" (
  "id" TEXT NOT NULL,
  PRIMARY KEY ("id")
);
CREATE TABLE "relata_new_3" (
  "id" TEXT NOT NULL,
  "a" TEXT NOT NULL,
  "b" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  UNIQUE ("a", "b"),
  FOREIGN KEY ("a") REFERENCES "A" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("b") REFERENCES "B" ("id") ON DELETE CASCADE
);
INSERT INTO "relata_new_2" (rowid, "id") SELECT o.rowid, o."id" FROM "B" o;
INSERT INTO "relata_new_3" ("id", "a", "b", "createdAt", "updatedAt") SELECT relata_new_key(), s."id", t."id", NOW, NOW FROM "A" s JOIN "B" t ON s."id" = t."a" ORDER BY s."id", t."id";
DROP TABLE "B";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_2" RENAME TO "B";
ALTER TABLE "relata_new_3" RENAME TO "AB";
PRAGMA legacy_alter_table=OFF;
CREATE INDEX "AB_byABTarget" ON "AB" ("b", "a");
