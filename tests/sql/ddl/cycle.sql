CREATE TABLE "Team" (
  "id" TEXT NOT NULL,
  "lead" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  UNIQUE ("lead"),
  FOREIGN KEY ("lead") REFERENCES "Member" ("id")
);
CREATE TABLE "Member" (
  "id" TEXT NOT NULL,
  "teamId" TEXT NOT NULL,
  "mentorId" TEXT,
  "office" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  UNIQUE ("office"),
  FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("mentorId") REFERENCES "Member" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("office") REFERENCES "Office" ("id") ON DELETE SET NULL
);
CREATE INDEX "Member_teamId" ON "Member" ("teamId");
CREATE INDEX "Member_mentorId" ON "Member" ("mentorId");
CREATE TABLE "Office" (
  "id" TEXT NOT NULL,
  "room" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id")
);
