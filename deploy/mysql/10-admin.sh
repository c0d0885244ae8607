#!/bin/bash
# The MySQL image runs this once, on an empty data folder: the account with which Tenantry creates
# databases and their accounts. Root stays at localhost.
set -euo pipefail

mysql --user=root --password="$MYSQL_ROOT_PASSWORD" <<SQL
CREATE USER 'tenantry_admin'@'%' IDENTIFIED BY '${TENANTRY_ADMIN_PASSWORD}';
GRANT ALL PRIVILEGES ON *.* TO 'tenantry_admin'@'%' WITH GRANT OPTION;
SQL
