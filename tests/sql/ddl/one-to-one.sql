CREATE TABLE "Post" (
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "author" TEXT,
  "editor" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  UNIQUE ("author"),
  UNIQUE ("editor"),
  FOREIGN KEY ("author") REFERENCES "Author" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("editor") REFERENCES "Author" ("id")
);
CREATE TABLE "Author" (
  "id" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id")
);
