CREATE TABLE "Employee" (
  "id" TEXT NOT NULL,
  "name" TEXT,
  "manager" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("manager") REFERENCES "Employee" ("id") ON DELETE CASCADE
);
CREATE INDEX "Employee_manager" ON "Employee" ("manager");
