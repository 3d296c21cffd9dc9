-- before
type A @model(timestamps: null) { a: Int }
-- after
type A @model(timestamps: null) { a: Int @unique }
-- sql
CREATE UNIQUE INDEX "A_a" ON "A" ("a");
