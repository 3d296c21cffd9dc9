-- before
type A @model(timestamps: null) { bs: [B] @hasMany } type B @model(timestamps: null) { a: A @belongsTo }
-- after
type A @model(timestamps: null) { bs: [B] @hasMany(onDelete: "clear") } type B @model(timestamps: null) { a: A @belongsTo }
-- sql
CREATE TABLE "relata_new_2" (
  "id" TEXT NOT NULL,
  "a" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("a") REFERENCES "A" ("id") ON DELETE SET NULL
);
INSERT INTO "relata_new_2" (rowid, "id", "a") SELECT o.rowid, o."id", o."a" FROM "B" o;
DROP TABLE "B";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_2" RENAME TO "B";
PRAGMA legacy_alter_table=OFF;
CREATE INDEX "B_a" ON "B" ("a");
