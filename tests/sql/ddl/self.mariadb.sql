-- Left out, or otherwise in MariaDB:
-- In keys MariaDB gives texts a length: at most 255 characters in Employee.id, Employee.manager.
SET NAMES utf8mb4;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
CREATE TABLE `Employee` (
  `id` VARCHAR(255) NOT NULL,
  `name` LONGTEXT,
  `manager` VARCHAR(255),
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE INDEX `Employee_manager` ON `Employee` (`manager`);
ALTER TABLE `Employee`
  ADD CONSTRAINT `Employee_manager_fkey` FOREIGN KEY (`manager`) REFERENCES `Employee` (`id`) ON DELETE CASCADE;
