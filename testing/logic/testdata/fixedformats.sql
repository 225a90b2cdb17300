# Numbers of templates: blanks and signs count as digits of fractions and years.
set timezone = 'UTC'
----
SET

select to_timestamp('2024   02', 'FXYYYY MS'), to_timestamp('2024   02', 'YYYY MS'), to_timestamp('2024 -5', 'YYYY MS'), to_timestamp('2024 5', 'FXYYYY MS'), to_timestamp('2024  5', 'FXYYYY MS'), to_timestamp('2024 0005', 'YYYY MS')
----
2024-01-01 00:00:00.002+00|2024-01-01 00:00:00.02+00|2024-01-01 00:00:00.5+00|2024-01-01 00:00:00.5+00|2024-01-01 00:00:00.05+00|2024-01-01 00:00:00.005+00
SELECT 1

select to_timestamp('2024.000123', 'YYYY.US'), to_timestamp('2024   12', 'FXYYYY US'), to_timestamp('2024   12', 'YYYY US'), to_timestamp('2024 1234567', 'YYYY US')
----
error 22008

select to_timestamp('  24', 'FXYYY'), to_timestamp('  24', 'FXYY'), to_timestamp('24', 'YYY'), to_timestamp('  24 3', 'FXYYY MM'), to_timestamp('   4', 'FXY'), to_timestamp('1234', 'YYY'), to_timestamp('10 024', 'MM YYY')
----
0024-01-01 00:00:00+00|0024-01-01 00:00:00+00|2024-01-01 00:00:00+00|0024-03-01 00:00:00+00|0004-01-01 00:00:00+00|1234-01-01 00:00:00+00|2024-10-01 00:00:00+00
SELECT 1

select to_timestamp('10:20.5', 'MI:SS.MS'), to_timestamp('10:20.05', 'MI:SS.FF2'), to_timestamp('10:20.123456', 'MI:SS.FF3'), to_timestamp('10:20. 5', 'FXMI:SS.MS')
----
0001-01-01 00:10:20.5+00 BC|0001-01-01 00:10:20.05+00 BC|0001-01-01 00:10:20.123+00 BC|0001-01-01 00:10:20.05+00 BC
SELECT 1

select to_timestamp('12 5', 'SSMS'), to_timestamp('125', 'SSMS'), to_timestamp('1250', 'SSMS'), to_timestamp('12 5 3', 'SS MS HH24')
----
0001-01-01 00:00:12.5+00 BC|0001-01-01 00:00:12.5+00 BC|0001-01-01 00:00:12.5+00 BC|0001-01-01 03:00:12.5+00 BC
SELECT 1

select to_date('  2024', 'FXYYYY'), to_date('  2024 1', ' FXYYYY MM')
----
2024-01-01|2024-01-01
SELECT 1

select to_date('2024 Jan', 'FXYYYY Mon'), to_date('  Jan 2024', 'FXMon YYYY')
----
error 22007
