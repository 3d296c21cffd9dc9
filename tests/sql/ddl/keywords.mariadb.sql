-- Left out, or otherwise in MariaDB:
-- In keys MariaDB gives texts a length: at most 255 characters in Order.id, Table.id, Table.order, Table_order.id.
SET NAMES utf8mb4;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
CREATE TABLE `Order` (
  `id` VARCHAR(255) NOT NULL,
  `select` LONGTEXT NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `Table` (
  `id` VARCHAR(255) NOT NULL,
  `from` INT,
  `order` VARCHAR(255),
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE INDEX `Table_order_2` ON `Table` (`order`);
CREATE TABLE `Table_order` (
  `id` VARCHAR(255) NOT NULL,
  `note` LONGTEXT,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
ALTER TABLE `Table`
  ADD CONSTRAINT `Table_order_fkey` FOREIGN KEY (`order`) REFERENCES `Order` (`id`) ON DELETE CASCADE;
