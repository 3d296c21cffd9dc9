-- before
type A @model(timestamps: null) { bs: [B] @manyToMany(relationName: "AB") } type B @model(timestamps: null) { as: [A] @manyToMany(relationName: "AB") }
-- after
type A @model(timestamps: null) { bs: [B] @manyToMany(relationName: "Both") } type B @model(timestamps: null) { as: [A] @manyToMany(relationName: "Both") }
-- sql
ALTER TABLE "AB" RENAME TO "Both";
