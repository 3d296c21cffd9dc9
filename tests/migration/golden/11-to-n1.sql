-- before
type A @model(timestamps: null) { b: B @hasOne } type B @model(timestamps: null) { x: Int }
-- after
type A @model(timestamps: null) { b: B @belongsTo } type B @model(timestamps: null) { x: Int as: [A] @hasMany }
-- sql
CREATE TABLE "relata_new_1" (
  "id" TEXT NOT NULL,
  "b" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("b") REFERENCES "B" ("id") ON DELETE CASCADE
);
INSERT INTO "relata_new_1" (rowid, "id", "b") SELECT o.rowid, o."id", o."b" FROM "A" o;
DROP TABLE "A";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_1" RENAME TO "A";
PRAGMA legacy_alter_table=OFF;
CREATE INDEX "A_b" ON "A" ("b");
