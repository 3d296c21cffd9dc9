CREATE TABLE "Post" (
  "id" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id")
);
CREATE TABLE "Tag" (
  "id" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id")
);
CREATE TABLE "Person" (
  "id" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id")
);
CREATE TABLE "PostTag" (
  "id" TEXT NOT NULL,
  "post" TEXT NOT NULL,
  "tag" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  UNIQUE ("post", "tag"),
  FOREIGN KEY ("post") REFERENCES "Post" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("tag") REFERENCES "Tag" ("id") ON DELETE CASCADE
);
CREATE INDEX "PostTag_byPostTagTarget" ON "PostTag" ("tag", "post");
CREATE TABLE "Friendship" (
  "id" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "target" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  UNIQUE ("source", "target"),
  FOREIGN KEY ("source") REFERENCES "Person" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("target") REFERENCES "Person" ("id") ON DELETE CASCADE
);
CREATE INDEX "Friendship_byFriendshipTarget" ON "Friendship" ("target", "source");
