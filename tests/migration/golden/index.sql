-- before
type A @model(timestamps: null) { a: Int b: Int @index(name: "old") }
-- after
type A @model(timestamps: null) { a: Int @index(name: "new") b: Int }
-- sql
DROP INDEX "A_old";
CREATE INDEX "A_new" ON "A" ("a");
