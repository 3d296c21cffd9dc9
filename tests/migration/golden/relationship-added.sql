-- before
type A @model(timestamps: null) { x: Int } type B @model(timestamps: null) { x: Int }
-- after
type A @model(timestamps: null) { x: Int bs: [B] @hasMany } type B @model(timestamps: null) { x: Int a: A @belongsTo }
-- sql
CREATE TABLE "relata_new_2" (
  "id" TEXT NOT NULL,
  "x" INTEGER,
  "a" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("a") REFERENCES "A" ("id") ON DELETE CASCADE
);
INSERT INTO "relata_new_2" (rowid, "id", "x", "a") SELECT o.rowid, o."id", o."x", NULL FROM "B" o;
DROP TABLE "B";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_2" RENAME TO "B";
PRAGMA legacy_alter_table=OFF;
CREATE INDEX "B_a" ON "B" ("a");
