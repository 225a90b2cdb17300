# Templates of to_char, to_date, to_timestamp and to_number. Errors are told whole.
# Each word of a date's template, over four moments
SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'HH|FMHH|HHth|HHTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'HH|FMHH|HHth|HHTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'HH|FMHH|HHth|HHTH'), to_char('12345-01-01 23:00:01'::timestamp, 'HH|FMHH|HHth|HHTH');
----
01|1|01st|01ST|12|12|12th|12TH|12|12|12th|12TH|11|11|11th|11TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'HH12|FMHH12|HH12th|HH12TH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'HH12|FMHH12|HH12th|HH12TH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'HH12|FMHH12|HH12th|HH12TH'), to_char('12345-01-01 23:00:01'::timestamp, 'HH12|FMHH12|HH12th|HH12TH');
----
01|1|01st|01ST|12|12|12th|12TH|12|12|12th|12TH|11|11|11th|11TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'HH24|FMHH24|HH24th|HH24TH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'HH24|FMHH24|HH24th|HH24TH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'HH24|FMHH24|HH24th|HH24TH'), to_char('12345-01-01 23:00:01'::timestamp, 'HH24|FMHH24|HH24th|HH24TH');
----
13|13|13th|13TH|00|0|00th|00TH|12|12|12th|12TH|23|23|23rd|23RD
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'MI|FMMI|MIth|MITH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'MI|FMMI|MIth|MITH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'MI|FMMI|MIth|MITH'), to_char('12345-01-01 23:00:01'::timestamp, 'MI|FMMI|MIth|MITH');
----
05|5|05th|05TH|00|0|00th|00TH|59|59|59th|59TH|00|0|00th|00TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'SS|FMSS|SSth|SSTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'SS|FMSS|SSth|SSTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'SS|FMSS|SSth|SSTH'), to_char('12345-01-01 23:00:01'::timestamp, 'SS|FMSS|SSth|SSTH');
----
09|9|09th|09TH|00|0|00th|00TH|59|59|59th|59TH|01|1|01st|01ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'MS|FMMS|MSth|MSTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'MS|FMMS|MSth|MSTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'MS|FMMS|MSth|MSTH'), to_char('12345-01-01 23:00:01'::timestamp, 'MS|FMMS|MSth|MSTH');
----
012|012|012th|012TH|000|000|000th|000TH|900|900|900th|900TH|000|000|000th|000TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'US|FMUS|USth|USTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'US|FMUS|USth|USTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'US|FMUS|USth|USTH'), to_char('12345-01-01 23:00:01'::timestamp, 'US|FMUS|USth|USTH');
----
012345|012345|012345th|012345TH|000000|000000|000000th|000000TH|900000|900000|900000th|900000TH|000000|000000|000000th|000000TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'FF1|FMFF1|FF1th|FF1TH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'FF1|FMFF1|FF1th|FF1TH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'FF1|FMFF1|FF1th|FF1TH'), to_char('12345-01-01 23:00:01'::timestamp, 'FF1|FMFF1|FF1th|FF1TH');
----
0|0|0th|0TH|0|0|0th|0TH|9|9|9th|9TH|0|0|0th|0TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'FF3|FMFF3|FF3th|FF3TH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'FF3|FMFF3|FF3th|FF3TH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'FF3|FMFF3|FF3th|FF3TH'), to_char('12345-01-01 23:00:01'::timestamp, 'FF3|FMFF3|FF3th|FF3TH');
----
012|012|012th|012TH|000|000|000th|000TH|900|900|900th|900TH|000|000|000th|000TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'FF6|FMFF6|FF6th|FF6TH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'FF6|FMFF6|FF6th|FF6TH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'FF6|FMFF6|FF6th|FF6TH'), to_char('12345-01-01 23:00:01'::timestamp, 'FF6|FMFF6|FF6th|FF6TH');
----
012345|012345|012345th|012345TH|000000|000000|000000th|000000TH|900000|900000|900000th|900000TH|000000|000000|000000th|000000TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'SSSS|FMSSSS|SSSSth|SSSSTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'SSSS|FMSSSS|SSSSth|SSSSTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'SSSS|FMSSSS|SSSSth|SSSSTH'), to_char('12345-01-01 23:00:01'::timestamp, 'SSSS|FMSSSS|SSSSth|SSSSTH');
----
47109|47109|47109th|47109TH|0|0|0th|0TH|46799|46799|46799th|46799TH|82801|82801|82801st|82801ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'SSSSS|FMSSSSS|SSSSSth|SSSSSTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'SSSSS|FMSSSSS|SSSSSth|SSSSSTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'SSSSS|FMSSSSS|SSSSSth|SSSSSTH'), to_char('12345-01-01 23:00:01'::timestamp, 'SSSSS|FMSSSSS|SSSSSth|SSSSSTH');
----
47109|47109|47109th|47109TH|0|0|0th|0TH|46799|46799|46799th|46799TH|82801|82801|82801st|82801ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'AM|FMAM|AMth|AMTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'AM|FMAM|AMth|AMTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'AM|FMAM|AMth|AMTH'), to_char('12345-01-01 23:00:01'::timestamp, 'AM|FMAM|AMth|AMTH');
----
PM|PM|PM|PM|AM|AM|AM|AM|PM|PM|PM|PM|PM|PM|PM|PM
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'a.m.|FMa.m.|a.m.th|a.m.TH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'a.m.|FMa.m.|a.m.th|a.m.TH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'a.m.|FMa.m.|a.m.th|a.m.TH'), to_char('12345-01-01 23:00:01'::timestamp, 'a.m.|FMa.m.|a.m.th|a.m.TH');
----
p.m.|p.m.|p.m.|p.m.|a.m.|a.m.|a.m.|a.m.|p.m.|p.m.|p.m.|p.m.|p.m.|p.m.|p.m.|p.m.
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'PM|FMPM|PMth|PMTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'PM|FMPM|PMth|PMTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'PM|FMPM|PMth|PMTH'), to_char('12345-01-01 23:00:01'::timestamp, 'PM|FMPM|PMth|PMTH');
----
PM|PM|PM|PM|AM|AM|AM|AM|PM|PM|PM|PM|PM|PM|PM|PM
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'p.m.|FMp.m.|p.m.th|p.m.TH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'p.m.|FMp.m.|p.m.th|p.m.TH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'p.m.|FMp.m.|p.m.th|p.m.TH'), to_char('12345-01-01 23:00:01'::timestamp, 'p.m.|FMp.m.|p.m.th|p.m.TH');
----
p.m.|p.m.|p.m.|p.m.|a.m.|a.m.|a.m.|a.m.|p.m.|p.m.|p.m.|p.m.|p.m.|p.m.|p.m.|p.m.
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'Y,YYY|FMY,YYY|Y,YYYth|Y,YYYTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'Y,YYY|FMY,YYY|Y,YYYth|Y,YYYTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'Y,YYY|FMY,YYY|Y,YYYth|Y,YYYTH'), to_char('12345-01-01 23:00:01'::timestamp, 'Y,YYY|FMY,YYY|Y,YYYth|Y,YYYTH');
----
2,024|2,024|2,024th|2,024TH|0,044|0,044|0,044th|0,044TH|1,999|1,999|1,999th|1,999TH|12,345|12,345|12,345th|12,345TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'YYYY|FMYYYY|YYYYth|YYYYTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'YYYY|FMYYYY|YYYYth|YYYYTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'YYYY|FMYYYY|YYYYth|YYYYTH'), to_char('12345-01-01 23:00:01'::timestamp, 'YYYY|FMYYYY|YYYYth|YYYYTH');
----
2024|2024|2024th|2024TH|0044|44|0044th|0044TH|1999|1999|1999th|1999TH|12345|12345|12345th|12345TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'YYY|FMYYY|YYYth|YYYTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'YYY|FMYYY|YYYth|YYYTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'YYY|FMYYY|YYYth|YYYTH'), to_char('12345-01-01 23:00:01'::timestamp, 'YYY|FMYYY|YYYth|YYYTH');
----
024|24|024th|024TH|044|44|044th|044TH|999|999|999th|999TH|345|345|345th|345TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'YY|FMYY|YYth|YYTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'YY|FMYY|YYth|YYTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'YY|FMYY|YYth|YYTH'), to_char('12345-01-01 23:00:01'::timestamp, 'YY|FMYY|YYth|YYTH');
----
24|24|24th|24TH|44|44|44th|44TH|99|99|99th|99TH|45|45|45th|45TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'Y|FMY|Yth|YTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'Y|FMY|Yth|YTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'Y|FMY|Yth|YTH'), to_char('12345-01-01 23:00:01'::timestamp, 'Y|FMY|Yth|YTH');
----
4|4|4th|4TH|4|4|4th|4TH|9|9|9th|9TH|5|5|5th|5TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'IYYY|FMIYYY|IYYYth|IYYYTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'IYYY|FMIYYY|IYYYth|IYYYTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'IYYY|FMIYYY|IYYYth|IYYYTH'), to_char('12345-01-01 23:00:01'::timestamp, 'IYYY|FMIYYY|IYYYth|IYYYTH');
----
2024|2024|2024th|2024TH|0044|44|0044th|0044TH|1999|1999|1999th|1999TH|12345|12345|12345th|12345TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'IYY|FMIYY|IYYth|IYYTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'IYY|FMIYY|IYYth|IYYTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'IYY|FMIYY|IYYth|IYYTH'), to_char('12345-01-01 23:00:01'::timestamp, 'IYY|FMIYY|IYYth|IYYTH');
----
024|24|024th|024TH|044|44|044th|044TH|999|999|999th|999TH|345|345|345th|345TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'IY|FMIY|IYth|IYTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'IY|FMIY|IYth|IYTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'IY|FMIY|IYth|IYTH'), to_char('12345-01-01 23:00:01'::timestamp, 'IY|FMIY|IYth|IYTH');
----
24|24|24th|24TH|44|44|44th|44TH|99|99|99th|99TH|45|45|45th|45TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'I|FMI|Ith|ITH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'I|FMI|Ith|ITH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'I|FMI|Ith|ITH'), to_char('12345-01-01 23:00:01'::timestamp, 'I|FMI|Ith|ITH');
----
4|4|4th|4TH|4|4|4th|4TH|9|9|9th|9TH|5|5|5th|5TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'BC|FMBC|BCth|BCTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'BC|FMBC|BCth|BCTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'BC|FMBC|BCth|BCTH'), to_char('12345-01-01 23:00:01'::timestamp, 'BC|FMBC|BCth|BCTH');
----
AD|AD|AD|AD|BC|BC|BC|BC|AD|AD|AD|AD|AD|AD|AD|AD
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'bc|FMbc|bcth|bcTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'bc|FMbc|bcth|bcTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'bc|FMbc|bcth|bcTH'), to_char('12345-01-01 23:00:01'::timestamp, 'bc|FMbc|bcth|bcTH');
----
ad|ad|ad|ad|bc|bc|bc|bc|ad|ad|ad|ad|ad|ad|ad|ad
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'A.D.|FMA.D.|A.D.th|A.D.TH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'A.D.|FMA.D.|A.D.th|A.D.TH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'A.D.|FMA.D.|A.D.th|A.D.TH'), to_char('12345-01-01 23:00:01'::timestamp, 'A.D.|FMA.D.|A.D.th|A.D.TH');
----
A.D.|A.D.|A.D.|A.D.|B.C.|B.C.|B.C.|B.C.|A.D.|A.D.|A.D.|A.D.|A.D.|A.D.|A.D.|A.D.
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'MONTH|FMMONTH|MONTHth|MONTHTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'MONTH|FMMONTH|MONTHth|MONTHTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'MONTH|FMMONTH|MONTHth|MONTHTH'), to_char('12345-01-01 23:00:01'::timestamp, 'MONTH|FMMONTH|MONTHth|MONTHTH');
----
FEBRUARY |FEBRUARY|FEBRUARY |FEBRUARY |MARCH    |MARCH|MARCH    |MARCH    |DECEMBER |DECEMBER|DECEMBER |DECEMBER |JANUARY  |JANUARY|JANUARY  |JANUARY  
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'Month|FMMonth|Monthth|MonthTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'Month|FMMonth|Monthth|MonthTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'Month|FMMonth|Monthth|MonthTH'), to_char('12345-01-01 23:00:01'::timestamp, 'Month|FMMonth|Monthth|MonthTH');
----
February |February|February |February |March    |March|March    |March    |December |December|December |December |January  |January|January  |January  
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'month|FMmonth|monthth|monthTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'month|FMmonth|monthth|monthTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'month|FMmonth|monthth|monthTH'), to_char('12345-01-01 23:00:01'::timestamp, 'month|FMmonth|monthth|monthTH');
----
february |february|february |february |march    |march|march    |march    |december |december|december |december |january  |january|january  |january  
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'MON|FMMON|MONth|MONTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'MON|FMMON|MONth|MONTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'MON|FMMON|MONth|MONTH'), to_char('12345-01-01 23:00:01'::timestamp, 'MON|FMMON|MONth|MONTH');
----
FEB|FEB|FEB|FEBRUARY |MAR|MAR|MAR|MARCH    |DEC|DEC|DEC|DECEMBER |JAN|JAN|JAN|JANUARY  
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'Mon|FMMon|Month|MonTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'Mon|FMMon|Month|MonTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'Mon|FMMon|Month|MonTH'), to_char('12345-01-01 23:00:01'::timestamp, 'Mon|FMMon|Month|MonTH');
----
Feb|Feb|February |Feb|Mar|Mar|March    |Mar|Dec|Dec|December |Dec|Jan|Jan|January  |Jan
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'mon|FMmon|month|monTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'mon|FMmon|month|monTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'mon|FMmon|month|monTH'), to_char('12345-01-01 23:00:01'::timestamp, 'mon|FMmon|month|monTH');
----
feb|feb|february |feb|mar|mar|march    |mar|dec|dec|december |dec|jan|jan|january  |jan
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'MM|FMMM|MMth|MMTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'MM|FMMM|MMth|MMTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'MM|FMMM|MMth|MMTH'), to_char('12345-01-01 23:00:01'::timestamp, 'MM|FMMM|MMth|MMTH');
----
02|2|02nd|02ND|03|3|03rd|03RD|12|12|12th|12TH|01|1|01st|01ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'DAY|FMDAY|DAYth|DAYTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'DAY|FMDAY|DAYth|DAYTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'DAY|FMDAY|DAYth|DAYTH'), to_char('12345-01-01 23:00:01'::timestamp, 'DAY|FMDAY|DAYth|DAYTH');
----
THURSDAY |THURSDAY|THURSDAY |THURSDAY |FRIDAY   |FRIDAY|FRIDAY   |FRIDAY   |FRIDAY   |FRIDAY|FRIDAY   |FRIDAY   |MONDAY   |MONDAY|MONDAY   |MONDAY   
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'Day|FMDay|Dayth|DayTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'Day|FMDay|Dayth|DayTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'Day|FMDay|Dayth|DayTH'), to_char('12345-01-01 23:00:01'::timestamp, 'Day|FMDay|Dayth|DayTH');
----
Thursday |Thursday|Thursday |Thursday |Friday   |Friday|Friday   |Friday   |Friday   |Friday|Friday   |Friday   |Monday   |Monday|Monday   |Monday   
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'day|FMday|dayth|dayTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'day|FMday|dayth|dayTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'day|FMday|dayth|dayTH'), to_char('12345-01-01 23:00:01'::timestamp, 'day|FMday|dayth|dayTH');
----
thursday |thursday|thursday |thursday |friday   |friday|friday   |friday   |friday   |friday|friday   |friday   |monday   |monday|monday   |monday   
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'DY|FMDY|DYth|DYTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'DY|FMDY|DYth|DYTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'DY|FMDY|DYth|DYTH'), to_char('12345-01-01 23:00:01'::timestamp, 'DY|FMDY|DYth|DYTH');
----
THU|THU|THU|THU|FRI|FRI|FRI|FRI|FRI|FRI|FRI|FRI|MON|MON|MON|MON
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'Dy|FMDy|Dyth|DyTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'Dy|FMDy|Dyth|DyTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'Dy|FMDy|Dyth|DyTH'), to_char('12345-01-01 23:00:01'::timestamp, 'Dy|FMDy|Dyth|DyTH');
----
Thu|Thu|Thu|Thu|Fri|Fri|Fri|Fri|Fri|Fri|Fri|Fri|Mon|Mon|Mon|Mon
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'dy|FMdy|dyth|dyTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'dy|FMdy|dyth|dyTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'dy|FMdy|dyth|dyTH'), to_char('12345-01-01 23:00:01'::timestamp, 'dy|FMdy|dyth|dyTH');
----
thu|thu|thu|thu|fri|fri|fri|fri|fri|fri|fri|fri|mon|mon|mon|mon
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'DDD|FMDDD|DDDth|DDDTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'DDD|FMDDD|DDDth|DDDTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'DDD|FMDDD|DDDth|DDDTH'), to_char('12345-01-01 23:00:01'::timestamp, 'DDD|FMDDD|DDDth|DDDTH');
----
060|60|060th|060TH|074|74|074th|074TH|365|365|365th|365TH|001|1|001st|001ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'IDDD|FMIDDD|IDDDth|IDDDTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'IDDD|FMIDDD|IDDDth|IDDDTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'IDDD|FMIDDD|IDDDth|IDDDTH'), to_char('12345-01-01 23:00:01'::timestamp, 'IDDD|FMIDDD|IDDDth|IDDDTH');
----
060|60|060th|060TH|075|75|075th|075TH|362|362|362nd|362ND|001|1|001st|001ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'DD|FMDD|DDth|DDTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'DD|FMDD|DDth|DDTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'DD|FMDD|DDth|DDTH'), to_char('12345-01-01 23:00:01'::timestamp, 'DD|FMDD|DDth|DDTH');
----
29|29|29th|29TH|15|15|15th|15TH|31|31|31st|31ST|01|1|01st|01ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'D|FMD|Dth|DTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'D|FMD|Dth|DTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'D|FMD|Dth|DTH'), to_char('12345-01-01 23:00:01'::timestamp, 'D|FMD|Dth|DTH');
----
5|5|5th|5TH|6|6|6th|6TH|6|6|6th|6TH|2|2|2nd|2ND
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'ID|FMID|IDth|IDTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'ID|FMID|IDth|IDTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'ID|FMID|IDth|IDTH'), to_char('12345-01-01 23:00:01'::timestamp, 'ID|FMID|IDth|IDTH');
----
4|4|4th|4TH|5|5|5th|5TH|5|5|5th|5TH|1|1|1st|1ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'W|FMW|Wth|WTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'W|FMW|Wth|WTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'W|FMW|Wth|WTH'), to_char('12345-01-01 23:00:01'::timestamp, 'W|FMW|Wth|WTH');
----
5|5|5th|5TH|3|3|3rd|3RD|5|5|5th|5TH|1|1|1st|1ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'WW|FMWW|WWth|WWTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'WW|FMWW|WWth|WWTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'WW|FMWW|WWth|WWTH'), to_char('12345-01-01 23:00:01'::timestamp, 'WW|FMWW|WWth|WWTH');
----
09|9|09th|09TH|11|11|11th|11TH|53|53|53rd|53RD|01|1|01st|01ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'IW|FMIW|IWth|IWTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'IW|FMIW|IWth|IWTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'IW|FMIW|IWth|IWTH'), to_char('12345-01-01 23:00:01'::timestamp, 'IW|FMIW|IWth|IWTH');
----
09|9|09th|09TH|11|11|11th|11TH|52|52|52nd|52ND|01|1|01st|01ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'CC|FMCC|CCth|CCTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'CC|FMCC|CCth|CCTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'CC|FMCC|CCth|CCTH'), to_char('12345-01-01 23:00:01'::timestamp, 'CC|FMCC|CCth|CCTH');
----
21|21|21st|21ST|-01|-1|-01st|-01ST|20|20|20th|20TH|124|124|124th|124TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'J|FMJ|Jth|JTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'J|FMJ|Jth|JTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'J|FMJ|Jth|JTH'), to_char('12345-01-01 23:00:01'::timestamp, 'J|FMJ|Jth|JTH');
----
2460370|2460370|2460370th|2460370TH|1705428|1705428|1705428th|1705428TH|2451544|2451544|2451544th|2451544TH|6229979|6229979|6229979th|6229979TH
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'Q|FMQ|Qth|QTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'Q|FMQ|Qth|QTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'Q|FMQ|Qth|QTH'), to_char('12345-01-01 23:00:01'::timestamp, 'Q|FMQ|Qth|QTH');
----
1|1|1st|1ST|1|1|1st|1ST|4|4|4th|4TH|1|1|1st|1ST
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'RM|FMRM|RMth|RMTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'RM|FMRM|RMth|RMTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'RM|FMRM|RMth|RMTH'), to_char('12345-01-01 23:00:01'::timestamp, 'RM|FMRM|RMth|RMTH');
----
II  |II|II  |II  |III |III|III |III |XII |XII|XII |XII |I   |I|I   |I   
SELECT 1

SELECT to_char('2024-02-29 13:05:09.012345'::timestamp, 'rm|FMrm|rmth|rmTH'), to_char('0044-03-15 BC 00:00:00'::timestamp, 'rm|FMrm|rmth|rmTH'), to_char('1999-12-31 12:59:59.9'::timestamp, 'rm|FMrm|rmth|rmTH'), to_char('12345-01-01 23:00:01'::timestamp, 'rm|FMrm|rmth|rmTH');
----
ii  |ii|ii  |ii  |iii |iii|iii |iii |xii |xii|xii |xii |i   |i|i   |i   
SELECT 1

# Zones, which a timestamp without one has none of
SET timezone = 'UTC';
----
SET

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZ'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZ'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZ');
----
UTC|UTC|UTC
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'tz'), to_char('2024-07-15 12:00+00'::timestamptz, 'tz'), to_char('1890-07-15 12:00+00'::timestamptz, 'tz');
----
utc|utc|utc
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH');
----
+00|+00|+00
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZM');
----
00|00|00
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'OF');
----
+00|+00|+00
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH:TZM');
----
+00:00|+00:00|+00:00
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF');
----
2024-01-15 12:00:00 +00|2024-07-15 12:00:00 +00|1890-07-15 12:00:00 +00
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZ'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZ'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZ');
----
EST|EDT|EST
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'tz'), to_char('2024-07-15 12:00+00'::timestamptz, 'tz'), to_char('1890-07-15 12:00+00'::timestamptz, 'tz');
----
est|edt|est
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH');
----
-05|-04|-05
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZM');
----
00|00|00
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'OF');
----
-05|-04|-05
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH:TZM');
----
-05:00|-04:00|-05:00
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF');
----
2024-01-15 07:00:00 -05|2024-07-15 08:00:00 -04|1890-07-15 07:00:00 -05
SELECT 1

SET timezone = 'Asia/Kolkata';
----
SET

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZ'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZ'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZ');
----
IST|IST|MMT
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'tz'), to_char('2024-07-15 12:00+00'::timestamptz, 'tz'), to_char('1890-07-15 12:00+00'::timestamptz, 'tz');
----
ist|ist|mmt
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH');
----
+05|+05|+05
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZM');
----
30|30|21
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'OF');
----
+05:30|+05:30|+05:21
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH:TZM');
----
+05:30|+05:30|+05:21
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF');
----
2024-01-15 17:30:00 +05:30|2024-07-15 17:30:00 +05:30|1890-07-15 17:21:10 +05:21
SELECT 1

SET timezone = 'Australia/Lord_Howe';
----
SET

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZ'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZ'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZ');
----
+11|+1030|LMT
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'tz'), to_char('2024-07-15 12:00+00'::timestamptz, 'tz'), to_char('1890-07-15 12:00+00'::timestamptz, 'tz');
----
+11|+1030|lmt
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH');
----
+11|+10|+10
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZM');
----
00|30|36
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'OF');
----
+11|+10:30|+10:36
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH:TZM');
----
+11:00|+10:30|+10:36
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF');
----
2024-01-15 23:00:00 +11|2024-07-15 22:30:00 +10:30|1890-07-15 22:36:20 +10:36
SELECT 1

SET timezone = '-03:30';
----
SET

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH');
----
+03|+03|+03
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZM');
----
30|30|30
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'OF');
----
+03:30|+03:30|+03:30
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH:TZM');
----
+03:30|+03:30|+03:30
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF');
----
2024-01-15 15:30:00 +03:30|2024-07-15 15:30:00 +03:30|1890-07-15 15:30:00 +03:30
SELECT 1

SET timezone = 'Europe/London';
----
SET

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZ'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZ'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZ');
----
GMT|BST|GMT
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'tz'), to_char('2024-07-15 12:00+00'::timestamptz, 'tz'), to_char('1890-07-15 12:00+00'::timestamptz, 'tz');
----
gmt|bst|gmt
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH');
----
+00|+01|+00
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZM');
----
00|00|00
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'OF');
----
+00|+01|+00
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('2024-07-15 12:00+00'::timestamptz, 'TZH:TZM'), to_char('1890-07-15 12:00+00'::timestamptz, 'TZH:TZM');
----
+00:00|+01:00|+00:00
SELECT 1

SELECT to_char('2024-01-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('2024-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF'), to_char('1890-07-15 12:00+00'::timestamptz, 'YYYY-MM-DD HH24:MI:SS OF');
----
2024-01-15 12:00:00 +00|2024-07-15 13:00:00 +01|1890-07-15 12:00:00 +00
SELECT 1

SET timezone = 'UTC';
----
SET

SELECT to_char('2024-01-15 12:00'::timestamp, 'TZ OF');
----
 +00
SELECT 1

# Intervals
SELECT to_char('1 year 2 mons 3 days 04:05:06.789'::interval, 'HH24:MI:SS');
----
04:05:06
SELECT 1

SELECT to_char('1 year 2 mons 3 days 04:05:06.789'::interval, 'HH12:MI:SS.US AM');
----
04:05:06.789000 AM
SELECT 1

SELECT to_char('1 year 2 mons 3 days 04:05:06.789'::interval, 'YYYY-MM-DD');
----
0001-02-03
SELECT 1

SELECT to_char('1 year 2 mons 3 days 04:05:06.789'::interval, 'DDD J Q');
----
423 1721459 1
SELECT 1

SELECT to_char('1 year 2 mons 3 days 04:05:06.789'::interval, 'FMYYYY FMMM FMDD');
----
1 2 3
SELECT 1

SELECT to_char('1 year 2 mons 3 days 04:05:06.789'::interval, 'SSSS MS');
----
14706 789
SELECT 1

SELECT to_char('1 year 2 mons 3 days 04:05:06.789'::interval, 'Month MON RM W WW CC D');
----
error 22007 invalid format specification for an interval value; ; Intervals are not tied to specific calendar dates.

SELECT to_char('-1 year -2 mons +3 days -04:05:06.789'::interval, 'HH24:MI:SS');
----
-04:-05:-06
SELECT 1

SELECT to_char('-1 year -2 mons +3 days -04:05:06.789'::interval, 'HH12:MI:SS.US AM');
----
-04:-05:-06.-789000 AM
SELECT 1

SELECT to_char('-1 year -2 mons +3 days -04:05:06.789'::interval, 'YYYY-MM-DD');
----
-0001--02-03
SELECT 1

SELECT to_char('-1 year -2 mons +3 days -04:05:06.789'::interval, 'DDD J Q');
----
-417 1720605 0
SELECT 1

SELECT to_char('-1 year -2 mons +3 days -04:05:06.789'::interval, 'FMYYYY FMMM FMDD');
----
-1 -2 3
SELECT 1

SELECT to_char('-1 year -2 mons +3 days -04:05:06.789'::interval, 'SSSS MS');
----
-14706 -789
SELECT 1

SELECT to_char('-1 year -2 mons +3 days -04:05:06.789'::interval, 'Month MON RM W WW CC D');
----
error 22007 invalid format specification for an interval value; ; Intervals are not tied to specific calendar dates.

SELECT to_char('100 days 100:59:59'::interval, 'HH24:MI:SS');
----
100:59:59
SELECT 1

SELECT to_char('100 days 100:59:59'::interval, 'HH12:MI:SS.US AM');
----
04:59:59.000000 AM
SELECT 1

SELECT to_char('100 days 100:59:59'::interval, 'YYYY-MM-DD');
----
0000-00-100
SELECT 1

SELECT to_char('100 days 100:59:59'::interval, 'DDD J Q');
----
100 1721128 
SELECT 1

SELECT to_char('100 days 100:59:59'::interval, 'FMYYYY FMMM FMDD');
----
0 0 100
SELECT 1

SELECT to_char('100 days 100:59:59'::interval, 'SSSS MS');
----
363599 000
SELECT 1

SELECT to_char('100 days 100:59:59'::interval, 'Month MON RM W WW CC D');
----
error 22007 invalid format specification for an interval value; ; Intervals are not tied to specific calendar dates.

SELECT to_char('0'::interval, 'HH24:MI:SS');
----
00:00:00
SELECT 1

SELECT to_char('0'::interval, 'HH12:MI:SS.US AM');
----
12:00:00.000000 AM
SELECT 1

SELECT to_char('0'::interval, 'YYYY-MM-DD');
----
0000-00-00
SELECT 1

SELECT to_char('0'::interval, 'DDD J Q');
----
000 1721028 
SELECT 1

SELECT to_char('0'::interval, 'FMYYYY FMMM FMDD');
----
0 0 0
SELECT 1

SELECT to_char('0'::interval, 'SSSS MS');
----
0 000
SELECT 1

SELECT to_char('0'::interval, 'Month MON RM W WW CC D');
----
error 22007 invalid format specification for an interval value; ; Intervals are not tied to specific calendar dates.

SELECT to_char('13 months 40 days 25 hours'::interval, 'HH24:MI:SS');
----
25:00:00
SELECT 1

SELECT to_char('13 months 40 days 25 hours'::interval, 'HH12:MI:SS.US AM');
----
01:00:00.000000 AM
SELECT 1

SELECT to_char('13 months 40 days 25 hours'::interval, 'YYYY-MM-DD');
----
0001-01-40
SELECT 1

SELECT to_char('13 months 40 days 25 hours'::interval, 'DDD J Q');
----
430 1721465 1
SELECT 1

SELECT to_char('13 months 40 days 25 hours'::interval, 'FMYYYY FMMM FMDD');
----
1 1 40
SELECT 1

SELECT to_char('13 months 40 days 25 hours'::interval, 'SSSS MS');
----
90000 000
SELECT 1

SELECT to_char('13 months 40 days 25 hours'::interval, 'Month MON RM W WW CC D');
----
error 22007 invalid format specification for an interval value; ; Intervals are not tied to specific calendar dates.

# Literals, quotes and what stands between words
SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, '"day" DD "of" Month') || ']';
----
[day 03 of February ]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, '""') || ']';
----
[]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, '"') || ']';
----
[]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'YYYY"') || ']';
----
[2024]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, '\"YYYY\"') || ']';
----
["2024"]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'YYYYMMDD') || ']';
----
[20240203]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'YYYY  MM	DD') || ']';
----
[2024  02	03]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'FMMonth FMDDth, FMYYYY') || ']';
----
[February 3rd, 2024]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'TMMonth') || ']';
----
[February]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'HH:MI:SS:xx') || ']';
----
[04:05:06:xx]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'yyyy-mm-dd hh24:mi:ss') || ']';
----
[2024-02-03 04:05:06]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'Yyyy Mon mOn') || ']';
----
[4024 Feb mOn]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'DDSP') || ']';
----
[03]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'DDth DDTH DDst') || ']';
----
[03rd 03RD 03st]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'FXYYYY') || ']';
----
[2024]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'J') || ']';
----
[2460344]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'éYYYYé') || ']';
----
[é2024é]
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, '') || ']';
----
NULL
SELECT 1

SELECT '[' || to_char('2024-02-03 04:05:06'::timestamp, 'YYYY\nMM') || ']';
----
[2024\n02]
SELECT 1

# Numbers: each template over values of each size and sign
SELECT '[' || to_char(0::numeric, '9') || ']', '[' || to_char(-1::numeric, '9') || ']', '[' || to_char(12.345::numeric, '9') || ']', '[' || to_char(-1234.5::numeric, '9') || ']', '[' || to_char(999999.999::numeric, '9') || ']', '[' || to_char(0.05::numeric, '9') || ']', '[' || to_char(-0.004::numeric, '9') || ']', '[' || to_char(1e10::numeric, '9') || ']';
----
[ 0]|[-1]|[ #]|[-#]|[ #]|[ 0]|[ 0]|[ #]
SELECT 1

SELECT '[' || to_char(0::numeric, '99') || ']', '[' || to_char(-1::numeric, '99') || ']', '[' || to_char(12.345::numeric, '99') || ']', '[' || to_char(-1234.5::numeric, '99') || ']', '[' || to_char(999999.999::numeric, '99') || ']', '[' || to_char(0.05::numeric, '99') || ']', '[' || to_char(-0.004::numeric, '99') || ']', '[' || to_char(1e10::numeric, '99') || ']';
----
[  0]|[ -1]|[ 12]|[-##]|[ ##]|[  0]|[  0]|[ ##]
SELECT 1

SELECT '[' || to_char(0::numeric, '9999') || ']', '[' || to_char(-1::numeric, '9999') || ']', '[' || to_char(12.345::numeric, '9999') || ']', '[' || to_char(-1234.5::numeric, '9999') || ']', '[' || to_char(999999.999::numeric, '9999') || ']', '[' || to_char(0.05::numeric, '9999') || ']', '[' || to_char(-0.004::numeric, '9999') || ']', '[' || to_char(1e10::numeric, '9999') || ']';
----
[    0]|[   -1]|[   12]|[-1235]|[ ####]|[    0]|[    0]|[ ####]
SELECT 1

SELECT '[' || to_char(0::numeric, '0000') || ']', '[' || to_char(-1::numeric, '0000') || ']', '[' || to_char(12.345::numeric, '0000') || ']', '[' || to_char(-1234.5::numeric, '0000') || ']', '[' || to_char(999999.999::numeric, '0000') || ']', '[' || to_char(0.05::numeric, '0000') || ']', '[' || to_char(-0.004::numeric, '0000') || ']', '[' || to_char(1e10::numeric, '0000') || ']';
----
[ 0000]|[-0001]|[ 0012]|[-1235]|[ ####]|[ 0000]|[ 0000]|[ ####]
SELECT 1

SELECT '[' || to_char(0::numeric, '9999.99') || ']', '[' || to_char(-1::numeric, '9999.99') || ']', '[' || to_char(12.345::numeric, '9999.99') || ']', '[' || to_char(-1234.5::numeric, '9999.99') || ']', '[' || to_char(999999.999::numeric, '9999.99') || ']', '[' || to_char(0.05::numeric, '9999.99') || ']', '[' || to_char(-0.004::numeric, '9999.99') || ']', '[' || to_char(1e10::numeric, '9999.99') || ']';
----
[     .00]|[   -1.00]|[   12.35]|[-1234.50]|[ ####.##]|[     .05]|[     .00]|[ ####.##]
SELECT 1

SELECT '[' || to_char(0::numeric, '0999.90') || ']', '[' || to_char(-1::numeric, '0999.90') || ']', '[' || to_char(12.345::numeric, '0999.90') || ']', '[' || to_char(-1234.5::numeric, '0999.90') || ']', '[' || to_char(999999.999::numeric, '0999.90') || ']', '[' || to_char(0.05::numeric, '0999.90') || ']', '[' || to_char(-0.004::numeric, '0999.90') || ']', '[' || to_char(1e10::numeric, '0999.90') || ']';
----
[ 0000.00]|[-0001.00]|[ 0012.35]|[-1234.50]|[ ####.##]|[ 0000.05]|[ 0000.00]|[ ####.##]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM9999.99') || ']', '[' || to_char(-1::numeric, 'FM9999.99') || ']', '[' || to_char(12.345::numeric, 'FM9999.99') || ']', '[' || to_char(-1234.5::numeric, 'FM9999.99') || ']', '[' || to_char(999999.999::numeric, 'FM9999.99') || ']', '[' || to_char(0.05::numeric, 'FM9999.99') || ']', '[' || to_char(-0.004::numeric, 'FM9999.99') || ']', '[' || to_char(1e10::numeric, 'FM9999.99') || ']';
----
[0.]|[-1.]|[12.35]|[-1234.5]|[####.##]|[.05]|[0.]|[####.##]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM0000.00') || ']', '[' || to_char(-1::numeric, 'FM0000.00') || ']', '[' || to_char(12.345::numeric, 'FM0000.00') || ']', '[' || to_char(-1234.5::numeric, 'FM0000.00') || ']', '[' || to_char(999999.999::numeric, 'FM0000.00') || ']', '[' || to_char(0.05::numeric, 'FM0000.00') || ']', '[' || to_char(-0.004::numeric, 'FM0000.00') || ']', '[' || to_char(1e10::numeric, 'FM0000.00') || ']';
----
[0000.00]|[-0001.00]|[0012.35]|[-1234.50]|[####.##]|[0000.05]|[0000.00]|[####.##]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM9990.999') || ']', '[' || to_char(-1::numeric, 'FM9990.999') || ']', '[' || to_char(12.345::numeric, 'FM9990.999') || ']', '[' || to_char(-1234.5::numeric, 'FM9990.999') || ']', '[' || to_char(999999.999::numeric, 'FM9990.999') || ']', '[' || to_char(0.05::numeric, 'FM9990.999') || ']', '[' || to_char(-0.004::numeric, 'FM9990.999') || ']', '[' || to_char(1e10::numeric, 'FM9990.999') || ']';
----
[0.]|[-1.]|[12.345]|[-1234.5]|[####.###]|[0.05]|[-0.004]|[####.###]
SELECT 1

SELECT '[' || to_char(0::numeric, '9,999.99') || ']', '[' || to_char(-1::numeric, '9,999.99') || ']', '[' || to_char(12.345::numeric, '9,999.99') || ']', '[' || to_char(-1234.5::numeric, '9,999.99') || ']', '[' || to_char(999999.999::numeric, '9,999.99') || ']', '[' || to_char(0.05::numeric, '9,999.99') || ']', '[' || to_char(-0.004::numeric, '9,999.99') || ']', '[' || to_char(1e10::numeric, '9,999.99') || ']';
----
[      .00]|[    -1.00]|[    12.35]|[-1,234.50]|[ #,###.##]|[      .05]|[      .00]|[ #,###.##]
SELECT 1

SELECT '[' || to_char(0::numeric, '9G999D99') || ']', '[' || to_char(-1::numeric, '9G999D99') || ']', '[' || to_char(12.345::numeric, '9G999D99') || ']', '[' || to_char(-1234.5::numeric, '9G999D99') || ']', '[' || to_char(999999.999::numeric, '9G999D99') || ']', '[' || to_char(0.05::numeric, '9G999D99') || ']', '[' || to_char(-0.004::numeric, '9G999D99') || ']', '[' || to_char(1e10::numeric, '9G999D99') || ']';
----
[      .00]|[    -1.00]|[    12.35]|[-1,234.50]|[ #,###.##]|[      .05]|[      .00]|[ #,###.##]
SELECT 1

SELECT '[' || to_char(0::numeric, 'S9999') || ']', '[' || to_char(-1::numeric, 'S9999') || ']', '[' || to_char(12.345::numeric, 'S9999') || ']', '[' || to_char(-1234.5::numeric, 'S9999') || ']', '[' || to_char(999999.999::numeric, 'S9999') || ']', '[' || to_char(0.05::numeric, 'S9999') || ']', '[' || to_char(-0.004::numeric, 'S9999') || ']', '[' || to_char(1e10::numeric, 'S9999') || ']';
----
[   +0]|[   -1]|[  +12]|[-1235]|[+####]|[   +0]|[   +0]|[+####]
SELECT 1

SELECT '[' || to_char(0::numeric, '9999S') || ']', '[' || to_char(-1::numeric, '9999S') || ']', '[' || to_char(12.345::numeric, '9999S') || ']', '[' || to_char(-1234.5::numeric, '9999S') || ']', '[' || to_char(999999.999::numeric, '9999S') || ']', '[' || to_char(0.05::numeric, '9999S') || ']', '[' || to_char(-0.004::numeric, '9999S') || ']', '[' || to_char(1e10::numeric, '9999S') || ']';
----
[   0+]|[   1-]|[  12+]|[1235-]|[####+]|[   0+]|[   0+]|[####+]
SELECT 1

SELECT '[' || to_char(0::numeric, 'MI9999') || ']', '[' || to_char(-1::numeric, 'MI9999') || ']', '[' || to_char(12.345::numeric, 'MI9999') || ']', '[' || to_char(-1234.5::numeric, 'MI9999') || ']', '[' || to_char(999999.999::numeric, 'MI9999') || ']', '[' || to_char(0.05::numeric, 'MI9999') || ']', '[' || to_char(-0.004::numeric, 'MI9999') || ']', '[' || to_char(1e10::numeric, 'MI9999') || ']';
----
[    0]|[-   1]|[   12]|[-1235]|[ ####]|[    0]|[    0]|[ ####]
SELECT 1

SELECT '[' || to_char(0::numeric, '9999MI') || ']', '[' || to_char(-1::numeric, '9999MI') || ']', '[' || to_char(12.345::numeric, '9999MI') || ']', '[' || to_char(-1234.5::numeric, '9999MI') || ']', '[' || to_char(999999.999::numeric, '9999MI') || ']', '[' || to_char(0.05::numeric, '9999MI') || ']', '[' || to_char(-0.004::numeric, '9999MI') || ']', '[' || to_char(1e10::numeric, '9999MI') || ']';
----
[   0 ]|[   1-]|[  12 ]|[1235-]|[#### ]|[   0 ]|[   0 ]|[#### ]
SELECT 1

SELECT '[' || to_char(0::numeric, 'PL9999') || ']', '[' || to_char(-1::numeric, 'PL9999') || ']', '[' || to_char(12.345::numeric, 'PL9999') || ']', '[' || to_char(-1234.5::numeric, 'PL9999') || ']', '[' || to_char(999999.999::numeric, 'PL9999') || ']', '[' || to_char(0.05::numeric, 'PL9999') || ']', '[' || to_char(-0.004::numeric, 'PL9999') || ']', '[' || to_char(1e10::numeric, 'PL9999') || ']';
----
[+    0]|[    -1]|[+   12]|[ -1235]|[+ ####]|[+    0]|[+    0]|[+ ####]
SELECT 1

SELECT '[' || to_char(0::numeric, '9999PL') || ']', '[' || to_char(-1::numeric, '9999PL') || ']', '[' || to_char(12.345::numeric, '9999PL') || ']', '[' || to_char(-1234.5::numeric, '9999PL') || ']', '[' || to_char(999999.999::numeric, '9999PL') || ']', '[' || to_char(0.05::numeric, '9999PL') || ']', '[' || to_char(-0.004::numeric, '9999PL') || ']', '[' || to_char(1e10::numeric, '9999PL') || ']';
----
[    0+]|[   -1 ]|[   12+]|[-1235 ]|[ ####+]|[    0+]|[    0+]|[ ####+]
SELECT 1

SELECT '[' || to_char(0::numeric, 'SG9999') || ']', '[' || to_char(-1::numeric, 'SG9999') || ']', '[' || to_char(12.345::numeric, 'SG9999') || ']', '[' || to_char(-1234.5::numeric, 'SG9999') || ']', '[' || to_char(999999.999::numeric, 'SG9999') || ']', '[' || to_char(0.05::numeric, 'SG9999') || ']', '[' || to_char(-0.004::numeric, 'SG9999') || ']', '[' || to_char(1e10::numeric, 'SG9999') || ']';
----
[+   0]|[-   1]|[+  12]|[-1235]|[+####]|[+   0]|[+   0]|[+####]
SELECT 1

SELECT '[' || to_char(0::numeric, '9999SG') || ']', '[' || to_char(-1::numeric, '9999SG') || ']', '[' || to_char(12.345::numeric, '9999SG') || ']', '[' || to_char(-1234.5::numeric, '9999SG') || ']', '[' || to_char(999999.999::numeric, '9999SG') || ']', '[' || to_char(0.05::numeric, '9999SG') || ']', '[' || to_char(-0.004::numeric, '9999SG') || ']', '[' || to_char(1e10::numeric, '9999SG') || ']';
----
[   0+]|[   1-]|[  12+]|[1235-]|[####+]|[   0+]|[   0+]|[####+]
SELECT 1

SELECT '[' || to_char(0::numeric, '9999PR') || ']', '[' || to_char(-1::numeric, '9999PR') || ']', '[' || to_char(12.345::numeric, '9999PR') || ']', '[' || to_char(-1234.5::numeric, '9999PR') || ']', '[' || to_char(999999.999::numeric, '9999PR') || ']', '[' || to_char(0.05::numeric, '9999PR') || ']', '[' || to_char(-0.004::numeric, '9999PR') || ']', '[' || to_char(1e10::numeric, '9999PR') || ']';
----
[    0 ]|[   <1>]|[   12 ]|[<1235>]|[ #### ]|[    0 ]|[    0 ]|[ #### ]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM9999PR') || ']', '[' || to_char(-1::numeric, 'FM9999PR') || ']', '[' || to_char(12.345::numeric, 'FM9999PR') || ']', '[' || to_char(-1234.5::numeric, 'FM9999PR') || ']', '[' || to_char(999999.999::numeric, 'FM9999PR') || ']', '[' || to_char(0.05::numeric, 'FM9999PR') || ']', '[' || to_char(-0.004::numeric, 'FM9999PR') || ']', '[' || to_char(1e10::numeric, 'FM9999PR') || ']';
----
[0]|[<1>]|[12]|[<1235>]|[####]|[0]|[0]|[####]
SELECT 1

SELECT '[' || to_char(0::numeric, 'L9999') || ']', '[' || to_char(-1::numeric, 'L9999') || ']', '[' || to_char(12.345::numeric, 'L9999') || ']', '[' || to_char(-1234.5::numeric, 'L9999') || ']', '[' || to_char(999999.999::numeric, 'L9999') || ']', '[' || to_char(0.05::numeric, 'L9999') || ']', '[' || to_char(-0.004::numeric, 'L9999') || ']', '[' || to_char(1e10::numeric, 'L9999') || ']';
----
[     0]|[    -1]|[    12]|[ -1235]|[  ####]|[     0]|[     0]|[  ####]
SELECT 1

SELECT '[' || to_char(0::numeric, '$9999') || ']', '[' || to_char(-1::numeric, '$9999') || ']', '[' || to_char(12.345::numeric, '$9999') || ']', '[' || to_char(-1234.5::numeric, '$9999') || ']', '[' || to_char(999999.999::numeric, '$9999') || ']', '[' || to_char(0.05::numeric, '$9999') || ']', '[' || to_char(-0.004::numeric, '$9999') || ']', '[' || to_char(1e10::numeric, '$9999') || ']';
----
[$    0]|[$   -1]|[$   12]|[$-1235]|[$ ####]|[$    0]|[$    0]|[$ ####]
SELECT 1

SELECT '[' || to_char(0::numeric, '9999V99') || ']', '[' || to_char(-1::numeric, '9999V99') || ']', '[' || to_char(12.345::numeric, '9999V99') || ']', '[' || to_char(-1234.5::numeric, '9999V99') || ']', '[' || to_char(999999.999::numeric, '9999V99') || ']', '[' || to_char(0.05::numeric, '9999V99') || ']', '[' || to_char(-0.004::numeric, '9999V99') || ']', '[' || to_char(1e10::numeric, '9999V99') || ']';
----
[      0]|[   -100]|[   1235]|[-123450]|[ ######]|[      5]|[      0]|[ ######]
SELECT 1

SELECT '[' || to_char(0::numeric, 'V9') || ']', '[' || to_char(-1::numeric, 'V9') || ']', '[' || to_char(12.345::numeric, 'V9') || ']', '[' || to_char(-1234.5::numeric, 'V9') || ']', '[' || to_char(999999.999::numeric, 'V9') || ']', '[' || to_char(0.05::numeric, 'V9') || ']', '[' || to_char(-0.004::numeric, 'V9') || ']', '[' || to_char(1e10::numeric, 'V9') || ']';
----
[ 0]|[-#]|[ #]|[-#]|[ #]|[ 1]|[ 0]|[ #]
SELECT 1

SELECT '[' || to_char(0::numeric, '99th') || ']', '[' || to_char(-1::numeric, '99th') || ']', '[' || to_char(12.345::numeric, '99th') || ']', '[' || to_char(-1234.5::numeric, '99th') || ']', '[' || to_char(999999.999::numeric, '99th') || ']', '[' || to_char(0.05::numeric, '99th') || ']', '[' || to_char(-0.004::numeric, '99th') || ']', '[' || to_char(1e10::numeric, '99th') || ']';
----
[  0th]|[ -1]|[ 12th]|[-##]|[ ##]|[  0th]|[  0th]|[ ##]
SELECT 1

SELECT '[' || to_char(0::numeric, '99TH') || ']', '[' || to_char(-1::numeric, '99TH') || ']', '[' || to_char(12.345::numeric, '99TH') || ']', '[' || to_char(-1234.5::numeric, '99TH') || ']', '[' || to_char(999999.999::numeric, '99TH') || ']', '[' || to_char(0.05::numeric, '99TH') || ']', '[' || to_char(-0.004::numeric, '99TH') || ']', '[' || to_char(1e10::numeric, '99TH') || ']';
----
[  0TH]|[ -1]|[ 12TH]|[-##]|[ ##]|[  0TH]|[  0TH]|[ ##]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM99th') || ']', '[' || to_char(-1::numeric, 'FM99th') || ']', '[' || to_char(12.345::numeric, 'FM99th') || ']', '[' || to_char(-1234.5::numeric, 'FM99th') || ']', '[' || to_char(999999.999::numeric, 'FM99th') || ']', '[' || to_char(0.05::numeric, 'FM99th') || ']', '[' || to_char(-0.004::numeric, 'FM99th') || ']', '[' || to_char(1e10::numeric, 'FM99th') || ']';
----
[0th]|[-1]|[12th]|[-##]|[##]|[0th]|[0th]|[##]
SELECT 1

SELECT '[' || to_char(0::numeric, 'RN') || ']', '[' || to_char(-1::numeric, 'RN') || ']', '[' || to_char(12.345::numeric, 'RN') || ']', '[' || to_char(-1234.5::numeric, 'RN') || ']', '[' || to_char(999999.999::numeric, 'RN') || ']', '[' || to_char(0.05::numeric, 'RN') || ']', '[' || to_char(-0.004::numeric, 'RN') || ']', '[' || to_char(1e10::numeric, 'RN') || ']';
----
error 22003 integer out of range

SELECT '[' || to_char(0::numeric, 'FMRN') || ']', '[' || to_char(-1::numeric, 'FMRN') || ']', '[' || to_char(12.345::numeric, 'FMRN') || ']', '[' || to_char(-1234.5::numeric, 'FMRN') || ']', '[' || to_char(999999.999::numeric, 'FMRN') || ']', '[' || to_char(0.05::numeric, 'FMRN') || ']', '[' || to_char(-0.004::numeric, 'FMRN') || ']', '[' || to_char(1e10::numeric, 'FMRN') || ']';
----
error 22003 integer out of range

SELECT '[' || to_char(0::numeric, 'rn') || ']', '[' || to_char(-1::numeric, 'rn') || ']', '[' || to_char(12.345::numeric, 'rn') || ']', '[' || to_char(-1234.5::numeric, 'rn') || ']', '[' || to_char(999999.999::numeric, 'rn') || ']', '[' || to_char(0.05::numeric, 'rn') || ']', '[' || to_char(-0.004::numeric, 'rn') || ']', '[' || to_char(1e10::numeric, 'rn') || ']';
----
error 22003 integer out of range

SELECT '[' || to_char(0::numeric, '9.99EEEE') || ']', '[' || to_char(-1::numeric, '9.99EEEE') || ']', '[' || to_char(12.345::numeric, '9.99EEEE') || ']', '[' || to_char(-1234.5::numeric, '9.99EEEE') || ']', '[' || to_char(999999.999::numeric, '9.99EEEE') || ']', '[' || to_char(0.05::numeric, '9.99EEEE') || ']', '[' || to_char(-0.004::numeric, '9.99EEEE') || ']', '[' || to_char(1e10::numeric, '9.99EEEE') || ']';
----
[ 0.00e+00]|[-1.00e+00]|[ 1.23e+01]|[-1.23e+03]|[ 10.00e+05]|[ 5.00e-02]|[-4.00e-03]|[ 1.00e+10]
SELECT 1

SELECT '[' || to_char(0::numeric, '9.9EEEE') || ']', '[' || to_char(-1::numeric, '9.9EEEE') || ']', '[' || to_char(12.345::numeric, '9.9EEEE') || ']', '[' || to_char(-1234.5::numeric, '9.9EEEE') || ']', '[' || to_char(999999.999::numeric, '9.9EEEE') || ']', '[' || to_char(0.05::numeric, '9.9EEEE') || ']', '[' || to_char(-0.004::numeric, '9.9EEEE') || ']', '[' || to_char(1e10::numeric, '9.9EEEE') || ']';
----
[ 0.0e+00]|[-1.0e+00]|[ 1.2e+01]|[-1.2e+03]|[ 10.0e+05]|[ 5.0e-02]|[-4.0e-03]|[ 1.0e+10]
SELECT 1

SELECT '[' || to_char(0::numeric, 'B9999') || ']', '[' || to_char(-1::numeric, 'B9999') || ']', '[' || to_char(12.345::numeric, 'B9999') || ']', '[' || to_char(-1234.5::numeric, 'B9999') || ']', '[' || to_char(999999.999::numeric, 'B9999') || ']', '[' || to_char(0.05::numeric, 'B9999') || ']', '[' || to_char(-0.004::numeric, 'B9999') || ']', '[' || to_char(1e10::numeric, 'B9999') || ']';
----
[    0]|[   -1]|[   12]|[-1235]|[ ####]|[    0]|[    0]|[ ####]
SELECT 1

SELECT '[' || to_char(0::numeric, 'B0') || ']', '[' || to_char(-1::numeric, 'B0') || ']', '[' || to_char(12.345::numeric, 'B0') || ']', '[' || to_char(-1234.5::numeric, 'B0') || ']', '[' || to_char(999999.999::numeric, 'B0') || ']', '[' || to_char(0.05::numeric, 'B0') || ']', '[' || to_char(-0.004::numeric, 'B0') || ']', '[' || to_char(1e10::numeric, 'B0') || ']';
----
[ 0]|[-1]|[ #]|[-#]|[ #]|[ 0]|[ 0]|[ #]
SELECT 1

SELECT '[' || to_char(0::numeric, '9 9 9') || ']', '[' || to_char(-1::numeric, '9 9 9') || ']', '[' || to_char(12.345::numeric, '9 9 9') || ']', '[' || to_char(-1234.5::numeric, '9 9 9') || ']', '[' || to_char(999999.999::numeric, '9 9 9') || ']', '[' || to_char(0.05::numeric, '9 9 9') || ']', '[' || to_char(-0.004::numeric, '9 9 9') || ']', '[' || to_char(1e10::numeric, '9 9 9') || ']';
----
[     0]|[    -1]|[   1 2]|[-# # #]|[ # # #]|[     0]|[     0]|[ # # #]
SELECT 1

SELECT '[' || to_char(0::numeric, '"x"999"y"') || ']', '[' || to_char(-1::numeric, '"x"999"y"') || ']', '[' || to_char(12.345::numeric, '"x"999"y"') || ']', '[' || to_char(-1234.5::numeric, '"x"999"y"') || ']', '[' || to_char(999999.999::numeric, '"x"999"y"') || ']', '[' || to_char(0.05::numeric, '"x"999"y"') || ']', '[' || to_char(-0.004::numeric, '"x"999"y"') || ']', '[' || to_char(1e10::numeric, '"x"999"y"') || ']';
----
[x   0y]|[x  -1y]|[x  12y]|[x-###y]|[x ###y]|[x   0y]|[x   0y]|[x ###y]
SELECT 1

SELECT '[' || to_char(0::numeric, '999 "of" 9') || ']', '[' || to_char(-1::numeric, '999 "of" 9') || ']', '[' || to_char(12.345::numeric, '999 "of" 9') || ']', '[' || to_char(-1234.5::numeric, '999 "of" 9') || ']', '[' || to_char(999999.999::numeric, '999 "of" 9') || ']', '[' || to_char(0.05::numeric, '999 "of" 9') || ']', '[' || to_char(-0.004::numeric, '999 "of" 9') || ']', '[' || to_char(1e10::numeric, '999 "of" 9') || ']';
----
[    of  0]|[    of -1]|[   1 of 2]|[-123 of 5]|[ ### of #]|[    of  0]|[    of  0]|[ ### of #]
SELECT 1

SELECT '[' || to_char(0::numeric, '.99') || ']', '[' || to_char(-1::numeric, '.99') || ']', '[' || to_char(12.345::numeric, '.99') || ']', '[' || to_char(-1234.5::numeric, '.99') || ']', '[' || to_char(999999.999::numeric, '.99') || ']', '[' || to_char(0.05::numeric, '.99') || ']', '[' || to_char(-0.004::numeric, '.99') || ']', '[' || to_char(1e10::numeric, '.99') || ']';
----
[ .##]|[-.##]|[ .##]|[-.##]|[ .##]|[ .##]|[ .##]|[ .##]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM.99') || ']', '[' || to_char(-1::numeric, 'FM.99') || ']', '[' || to_char(12.345::numeric, 'FM.99') || ']', '[' || to_char(-1234.5::numeric, 'FM.99') || ']', '[' || to_char(999999.999::numeric, 'FM.99') || ']', '[' || to_char(0.05::numeric, 'FM.99') || ']', '[' || to_char(-0.004::numeric, 'FM.99') || ']', '[' || to_char(1e10::numeric, 'FM.99') || ']';
----
[.##]|[-.##]|[.##]|[-.##]|[.##]|[.##]|[.##]|[.##]
SELECT 1

SELECT '[' || to_char(0::numeric, '0.') || ']', '[' || to_char(-1::numeric, '0.') || ']', '[' || to_char(12.345::numeric, '0.') || ']', '[' || to_char(-1234.5::numeric, '0.') || ']', '[' || to_char(999999.999::numeric, '0.') || ']', '[' || to_char(0.05::numeric, '0.') || ']', '[' || to_char(-0.004::numeric, '0.') || ']', '[' || to_char(1e10::numeric, '0.') || ']';
----
[ 0]|[-1]|[ #.]|[-#.]|[ #.]|[ 0]|[ 0]|[ #.]
SELECT 1

SELECT '[' || to_char(0::numeric, '9.') || ']', '[' || to_char(-1::numeric, '9.') || ']', '[' || to_char(12.345::numeric, '9.') || ']', '[' || to_char(-1234.5::numeric, '9.') || ']', '[' || to_char(999999.999::numeric, '9.') || ']', '[' || to_char(0.05::numeric, '9.') || ']', '[' || to_char(-0.004::numeric, '9.') || ']', '[' || to_char(1e10::numeric, '9.') || ']';
----
[ 0]|[-1]|[ #.]|[-#.]|[ #.]|[ 0]|[ 0]|[ #.]
SELECT 1

SELECT '[' || to_char(0::numeric, 'S.99') || ']', '[' || to_char(-1::numeric, 'S.99') || ']', '[' || to_char(12.345::numeric, 'S.99') || ']', '[' || to_char(-1234.5::numeric, 'S.99') || ']', '[' || to_char(999999.999::numeric, 'S.99') || ']', '[' || to_char(0.05::numeric, 'S.99') || ']', '[' || to_char(-0.004::numeric, 'S.99') || ']', '[' || to_char(1e10::numeric, 'S.99') || ']';
----
[.##+]|[.##-]|[.##+]|[.##-]|[.##+]|[.##+]|[.##+]|[.##+]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM9') || ']', '[' || to_char(-1::numeric, 'FM9') || ']', '[' || to_char(12.345::numeric, 'FM9') || ']', '[' || to_char(-1234.5::numeric, 'FM9') || ']', '[' || to_char(999999.999::numeric, 'FM9') || ']', '[' || to_char(0.05::numeric, 'FM9') || ']', '[' || to_char(-0.004::numeric, 'FM9') || ']', '[' || to_char(1e10::numeric, 'FM9') || ']';
----
[0]|[-1]|[#]|[-#]|[#]|[0]|[0]|[#]
SELECT 1

SELECT '[' || to_char(0::numeric, '9,9,9') || ']', '[' || to_char(-1::numeric, '9,9,9') || ']', '[' || to_char(12.345::numeric, '9,9,9') || ']', '[' || to_char(-1234.5::numeric, '9,9,9') || ']', '[' || to_char(999999.999::numeric, '9,9,9') || ']', '[' || to_char(0.05::numeric, '9,9,9') || ']', '[' || to_char(-0.004::numeric, '9,9,9') || ']', '[' || to_char(1e10::numeric, '9,9,9') || ']';
----
[     0]|[    -1]|[   1,2]|[-#,#,#]|[ #,#,#]|[     0]|[     0]|[ #,#,#]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM999,999,999') || ']', '[' || to_char(-1::numeric, 'FM999,999,999') || ']', '[' || to_char(12.345::numeric, 'FM999,999,999') || ']', '[' || to_char(-1234.5::numeric, 'FM999,999,999') || ']', '[' || to_char(999999.999::numeric, 'FM999,999,999') || ']', '[' || to_char(0.05::numeric, 'FM999,999,999') || ']', '[' || to_char(-0.004::numeric, 'FM999,999,999') || ']', '[' || to_char(1e10::numeric, 'FM999,999,999') || ']';
----
[0]|[-1]|[12]|[-1,235]|[1,000,000]|[0]|[0]|[###,###,###]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FMS999') || ']', '[' || to_char(-1::numeric, 'FMS999') || ']', '[' || to_char(12.345::numeric, 'FMS999') || ']', '[' || to_char(-1234.5::numeric, 'FMS999') || ']', '[' || to_char(999999.999::numeric, 'FMS999') || ']', '[' || to_char(0.05::numeric, 'FMS999') || ']', '[' || to_char(-0.004::numeric, 'FMS999') || ']', '[' || to_char(1e10::numeric, 'FMS999') || ']';
----
[+0]|[-1]|[+12]|[-###]|[+###]|[+0]|[+0]|[+###]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM999MI') || ']', '[' || to_char(-1::numeric, 'FM999MI') || ']', '[' || to_char(12.345::numeric, 'FM999MI') || ']', '[' || to_char(-1234.5::numeric, 'FM999MI') || ']', '[' || to_char(999999.999::numeric, 'FM999MI') || ']', '[' || to_char(0.05::numeric, 'FM999MI') || ']', '[' || to_char(-0.004::numeric, 'FM999MI') || ']', '[' || to_char(1e10::numeric, 'FM999MI') || ']';
----
[0]|[1-]|[12]|[###-]|[###]|[0]|[0]|[###]
SELECT 1

SELECT '[' || to_char(0::numeric, '99999999999999999999') || ']', '[' || to_char(-1::numeric, '99999999999999999999') || ']', '[' || to_char(12.345::numeric, '99999999999999999999') || ']', '[' || to_char(-1234.5::numeric, '99999999999999999999') || ']', '[' || to_char(999999.999::numeric, '99999999999999999999') || ']', '[' || to_char(0.05::numeric, '99999999999999999999') || ']', '[' || to_char(-0.004::numeric, '99999999999999999999') || ']', '[' || to_char(1e10::numeric, '99999999999999999999') || ']';
----
[                    0]|[                   -1]|[                   12]|[                -1235]|[              1000000]|[                    0]|[                    0]|[          10000000000]
SELECT 1

SELECT '[' || to_char(0::numeric, 'D99') || ']', '[' || to_char(-1::numeric, 'D99') || ']', '[' || to_char(12.345::numeric, 'D99') || ']', '[' || to_char(-1234.5::numeric, 'D99') || ']', '[' || to_char(999999.999::numeric, 'D99') || ']', '[' || to_char(0.05::numeric, 'D99') || ']', '[' || to_char(-0.004::numeric, 'D99') || ']', '[' || to_char(1e10::numeric, 'D99') || ']';
----
[ .##]|[-.##]|[ .##]|[-.##]|[ .##]|[ .##]|[ .##]|[ .##]
SELECT 1

SELECT '[' || to_char(0::numeric, '9D') || ']', '[' || to_char(-1::numeric, '9D') || ']', '[' || to_char(12.345::numeric, '9D') || ']', '[' || to_char(-1234.5::numeric, '9D') || ']', '[' || to_char(999999.999::numeric, '9D') || ']', '[' || to_char(0.05::numeric, '9D') || ']', '[' || to_char(-0.004::numeric, '9D') || ']', '[' || to_char(1e10::numeric, '9D') || ']';
----
[ 0]|[-1]|[ #.]|[-#.]|[ #.]|[ 0]|[ 0]|[ #.]
SELECT 1

SELECT '[' || to_char(0::numeric, 'G999') || ']', '[' || to_char(-1::numeric, 'G999') || ']', '[' || to_char(12.345::numeric, 'G999') || ']', '[' || to_char(-1234.5::numeric, 'G999') || ']', '[' || to_char(999999.999::numeric, 'G999') || ']', '[' || to_char(0.05::numeric, 'G999') || ']', '[' || to_char(-0.004::numeric, 'G999') || ']', '[' || to_char(1e10::numeric, 'G999') || ']';
----
[    0]|[   -1]|[   12]|[ -###]|[  ###]|[    0]|[    0]|[  ###]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FMB99') || ']', '[' || to_char(-1::numeric, 'FMB99') || ']', '[' || to_char(12.345::numeric, 'FMB99') || ']', '[' || to_char(-1234.5::numeric, 'FMB99') || ']', '[' || to_char(999999.999::numeric, 'FMB99') || ']', '[' || to_char(0.05::numeric, 'FMB99') || ']', '[' || to_char(-0.004::numeric, 'FMB99') || ']', '[' || to_char(1e10::numeric, 'FMB99') || ']';
----
[0]|[-1]|[12]|[-##]|[##]|[0]|[0]|[##]
SELECT 1

SELECT '[' || to_char(0::numeric, '9999 PR') || ']', '[' || to_char(-1::numeric, '9999 PR') || ']', '[' || to_char(12.345::numeric, '9999 PR') || ']', '[' || to_char(-1234.5::numeric, '9999 PR') || ']', '[' || to_char(999999.999::numeric, '9999 PR') || ']', '[' || to_char(0.05::numeric, '9999 PR') || ']', '[' || to_char(-0.004::numeric, '9999 PR') || ']', '[' || to_char(1e10::numeric, '9999 PR') || ']';
----
[    0  ]|[   <1> ]|[   12  ]|[<1235> ]|[ ####  ]|[    0  ]|[    0  ]|[ ####  ]
SELECT 1

SELECT '[' || to_char(0::numeric, 'S9999S9') || ']', '[' || to_char(-1::numeric, 'S9999S9') || ']', '[' || to_char(12.345::numeric, 'S9999S9') || ']', '[' || to_char(-1234.5::numeric, 'S9999S9') || ']', '[' || to_char(999999.999::numeric, 'S9999S9') || ']', '[' || to_char(0.05::numeric, 'S9999S9') || ']', '[' || to_char(-0.004::numeric, 'S9999S9') || ']', '[' || to_char(1e10::numeric, 'S9999S9') || ']';
----
error 42601 cannot use "S" twice

SELECT '[' || to_char(0::numeric, 'EEEE') || ']', '[' || to_char(-1::numeric, 'EEEE') || ']', '[' || to_char(12.345::numeric, 'EEEE') || ']', '[' || to_char(-1234.5::numeric, 'EEEE') || ']', '[' || to_char(999999.999::numeric, 'EEEE') || ']', '[' || to_char(0.05::numeric, 'EEEE') || ']', '[' || to_char(-0.004::numeric, 'EEEE') || ']', '[' || to_char(1e10::numeric, 'EEEE') || ']';
----
[ 0e+00]|[-1e+00]|[ 1e+01]|[-1e+03]|[ 10e+05]|[ 5e-02]|[-4e-03]|[ 1e+10]
SELECT 1

SELECT '[' || to_char(0::numeric, '9EEEE9') || ']', '[' || to_char(-1::numeric, '9EEEE9') || ']', '[' || to_char(12.345::numeric, '9EEEE9') || ']', '[' || to_char(-1234.5::numeric, '9EEEE9') || ']', '[' || to_char(999999.999::numeric, '9EEEE9') || ']', '[' || to_char(0.05::numeric, '9EEEE9') || ']', '[' || to_char(-0.004::numeric, '9EEEE9') || ']', '[' || to_char(1e10::numeric, '9EEEE9') || ']';
----
error 42601 "EEEE" must be the last pattern used

SELECT '[' || to_char(0::numeric, '9PL9') || ']', '[' || to_char(-1::numeric, '9PL9') || ']', '[' || to_char(12.345::numeric, '9PL9') || ']', '[' || to_char(-1234.5::numeric, '9PL9') || ']', '[' || to_char(999999.999::numeric, '9PL9') || ']', '[' || to_char(0.05::numeric, '9PL9') || ']', '[' || to_char(-0.004::numeric, '9PL9') || ']', '[' || to_char(1e10::numeric, '9PL9') || ']';
----
[ + 0]|[  -1]|[ 1+2]|[-# #]|[ #+#]|[ + 0]|[ + 0]|[ #+#]
SELECT 1

SELECT '[' || to_char(0::numeric, 'MIPR9') || ']', '[' || to_char(-1::numeric, 'MIPR9') || ']', '[' || to_char(12.345::numeric, 'MIPR9') || ']', '[' || to_char(-1234.5::numeric, 'MIPR9') || ']', '[' || to_char(999999.999::numeric, 'MIPR9') || ']', '[' || to_char(0.05::numeric, 'MIPR9') || ']', '[' || to_char(-0.004::numeric, 'MIPR9') || ']', '[' || to_char(1e10::numeric, 'MIPR9') || ']';
----
error 42601 cannot use "PR" and "S"/"PL"/"MI"/"SG" together

SELECT '[' || to_char(0::numeric, '0PR') || ']', '[' || to_char(-1::numeric, '0PR') || ']', '[' || to_char(12.345::numeric, '0PR') || ']', '[' || to_char(-1234.5::numeric, '0PR') || ']', '[' || to_char(999999.999::numeric, '0PR') || ']', '[' || to_char(0.05::numeric, '0PR') || ']', '[' || to_char(-0.004::numeric, '0PR') || ']', '[' || to_char(1e10::numeric, '0PR') || ']';
----
[ 0 ]|[<1>]|[ # ]|[<#>]|[ # ]|[ 0 ]|[ 0 ]|[ # ]
SELECT 1

SELECT '[' || to_char(0::numeric, 'PR9') || ']', '[' || to_char(-1::numeric, 'PR9') || ']', '[' || to_char(12.345::numeric, 'PR9') || ']', '[' || to_char(-1234.5::numeric, 'PR9') || ']', '[' || to_char(999999.999::numeric, 'PR9') || ']', '[' || to_char(0.05::numeric, 'PR9') || ']', '[' || to_char(-0.004::numeric, 'PR9') || ']', '[' || to_char(1e10::numeric, 'PR9') || ']';
----
error 42601 "9" must be ahead of "PR"

SELECT '[' || to_char(0::numeric, '9th9') || ']', '[' || to_char(-1::numeric, '9th9') || ']', '[' || to_char(12.345::numeric, '9th9') || ']', '[' || to_char(-1234.5::numeric, '9th9') || ']', '[' || to_char(999999.999::numeric, '9th9') || ']', '[' || to_char(0.05::numeric, '9th9') || ']', '[' || to_char(-0.004::numeric, '9th9') || ']', '[' || to_char(1e10::numeric, '9th9') || ']';
----
[ th 0]|[ -1]|[ 1th2]|[-##]|[ ##]|[ th 0]|[ th 0]|[ ##]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM0.0000') || ']', '[' || to_char(-1::numeric, 'FM0.0000') || ']', '[' || to_char(12.345::numeric, 'FM0.0000') || ']', '[' || to_char(-1234.5::numeric, 'FM0.0000') || ']', '[' || to_char(999999.999::numeric, 'FM0.0000') || ']', '[' || to_char(0.05::numeric, 'FM0.0000') || ']', '[' || to_char(-0.004::numeric, 'FM0.0000') || ']', '[' || to_char(1e10::numeric, 'FM0.0000') || ']';
----
[0.0000]|[-1.0000]|[#.####]|[-#.####]|[#.####]|[0.0500]|[-0.0040]|[#.####]
SELECT 1

SELECT '[' || to_char(0::numeric, 'FM9.0009') || ']', '[' || to_char(-1::numeric, 'FM9.0009') || ']', '[' || to_char(12.345::numeric, 'FM9.0009') || ']', '[' || to_char(-1234.5::numeric, 'FM9.0009') || ']', '[' || to_char(999999.999::numeric, 'FM9.0009') || ']', '[' || to_char(0.05::numeric, 'FM9.0009') || ']', '[' || to_char(-0.004::numeric, 'FM9.0009') || ']', '[' || to_char(1e10::numeric, 'FM9.0009') || ']';
----
[.000]|[-1.000]|[#.####]|[-#.####]|[#.####]|[.050]|[-.004]|[#.####]
SELECT 1

SELECT '[' || to_char(0::numeric, '9999999.9999999') || ']', '[' || to_char(-1::numeric, '9999999.9999999') || ']', '[' || to_char(12.345::numeric, '9999999.9999999') || ']', '[' || to_char(-1234.5::numeric, '9999999.9999999') || ']', '[' || to_char(999999.999::numeric, '9999999.9999999') || ']', '[' || to_char(0.05::numeric, '9999999.9999999') || ']', '[' || to_char(-0.004::numeric, '9999999.9999999') || ']', '[' || to_char(1e10::numeric, '9999999.9999999') || ']';
----
[        .0000000]|[      -1.0000000]|[      12.3450000]|[   -1234.5000000]|[  999999.9990000]|[        .0500000]|[       -.0040000]|[ #######.#######]
SELECT 1

SELECT '[' || to_char(0::numeric, 'S0') || ']', '[' || to_char(-1::numeric, 'S0') || ']', '[' || to_char(12.345::numeric, 'S0') || ']', '[' || to_char(-1234.5::numeric, 'S0') || ']', '[' || to_char(999999.999::numeric, 'S0') || ']', '[' || to_char(0.05::numeric, 'S0') || ']', '[' || to_char(-0.004::numeric, 'S0') || ']', '[' || to_char(1e10::numeric, 'S0') || ']';
----
[+0]|[-1]|[+#]|[-#]|[+#]|[+0]|[+0]|[+#]
SELECT 1

SELECT '[' || to_char(0::numeric, 'SG0.0') || ']', '[' || to_char(-1::numeric, 'SG0.0') || ']', '[' || to_char(12.345::numeric, 'SG0.0') || ']', '[' || to_char(-1234.5::numeric, 'SG0.0') || ']', '[' || to_char(999999.999::numeric, 'SG0.0') || ']', '[' || to_char(0.05::numeric, 'SG0.0') || ']', '[' || to_char(-0.004::numeric, 'SG0.0') || ']', '[' || to_char(1e10::numeric, 'SG0.0') || ']';
----
[+0.0]|[-1.0]|[+#.#]|[-#.#]|[+#.#]|[+0.1]|[+0.0]|[+#.#]
SELECT 1

SELECT to_char(1234.5678::float8, '9999.99'), to_char(-0.1::float4, '9999.99'), to_char('NaN'::float8, '9999.99'), to_char('-Infinity'::float8, '9999.99'), to_char(3999, '9999.99'), to_char(-5::int8, '9999.99'), to_char('Infinity'::numeric, '9999.99');
----
 1234.57|    -.10|  NaN|-####.##| 3999.00|   -5.00| ####.##
SELECT 1

SELECT to_char(1234.5678::float8, 'FM9999.999'), to_char(-0.1::float4, 'FM9999.999'), to_char('NaN'::float8, 'FM9999.999'), to_char('-Infinity'::float8, 'FM9999.999'), to_char(3999, 'FM9999.999'), to_char(-5::int8, 'FM9999.999'), to_char('Infinity'::numeric, 'FM9999.999');
----
1234.568|-.1|NaN|-####.###|3999.|-5.|####.###
SELECT 1

SELECT to_char(1234.5678::float8, 'S9,999'), to_char(-0.1::float4, 'S9,999'), to_char('NaN'::float8, 'S9,999'), to_char('-Infinity'::float8, 'S9,999'), to_char(3999, 'S9,999'), to_char(-5::int8, 'S9,999'), to_char('Infinity'::numeric, 'S9,999');
----
+1,235|    -0|  +NaN|-#,###|+3,999|    -5|+#,###
SELECT 1

SELECT to_char(1234.5678::float8, '9.99EEEE'), to_char(-0.1::float4, '9.99EEEE'), to_char('NaN'::float8, '9.99EEEE'), to_char('-Infinity'::float8, '9.99EEEE'), to_char(3999, '9.99EEEE'), to_char(-5::int8, '9.99EEEE'), to_char('Infinity'::numeric, '9.99EEEE');
----
 1.23e+03|-1.00e-01| #.######| #.######| 4.00e+03|-5.00e+00| #.######
SELECT 1

SELECT to_char(1234.5678::float8, 'RN'), to_char(-0.1::float4, 'RN'), to_char('NaN'::float8, 'RN'), to_char('-Infinity'::float8, 'RN'), to_char(3999, 'RN'), to_char(-5::int8, 'RN'), to_char('Infinity'::numeric, 'RN');
----
error 0A000 cannot convert infinity to integer

SELECT to_char(1234.5678::float8, 'PR999'), to_char(-0.1::float4, 'PR999'), to_char('NaN'::float8, 'PR999'), to_char('-Infinity'::float8, 'PR999'), to_char(3999, 'PR999'), to_char(-5::int8, 'PR999'), to_char('Infinity'::numeric, 'PR999');
----
error 42601 "9" must be ahead of "PR"

SELECT to_char(1234.5678::float8, '999PR'), to_char(-0.1::float4, '999PR'), to_char('NaN'::float8, '999PR'), to_char('-Infinity'::float8, '999PR'), to_char(3999, '999PR'), to_char(-5::int8, '999PR'), to_char('Infinity'::numeric, '999PR');
----
 ### |  <0>| NaN |<###>| ### |  <5>| ### 
SELECT 1

SELECT to_char(1234.5678::float8, 'FM0.00000000000000000'), to_char(-0.1::float4, 'FM0.00000000000000000'), to_char('NaN'::float8, 'FM0.00000000000000000'), to_char('-Infinity'::float8, 'FM0.00000000000000000'), to_char(3999, 'FM0.00000000000000000'), to_char(-5::int8, 'FM0.00000000000000000'), to_char('Infinity'::numeric, 'FM0.00000000000000000');
----
#.###########|-0.10000|#.############|-#.#######|#.#################|-5.00000000000000000|#.#################
SELECT 1

SELECT to_char(1234.5678::float8, '9999999999999999999999'), to_char(-0.1::float4, '9999999999999999999999'), to_char('NaN'::float8, '9999999999999999999999'), to_char('-Infinity'::float8, '9999999999999999999999'), to_char(3999, '9999999999999999999999'), to_char(-5::int8, '9999999999999999999999'), to_char('Infinity'::numeric, '9999999999999999999999');
----
                   1235|                     -0|                    NaN|              -Infinity|                   3999|                     -5|               Infinity
SELECT 1

# to_number
SELECT to_number('12,454.8-', '99G999D9S');
----
-12454.8
SELECT 1

SELECT to_number('1234', '9999');
----
1234
SELECT 1

SELECT to_number(' -12 ', 'S99');
----
-12
SELECT 1

SELECT to_number('12-', '99S');
----
-12
SELECT 1

SELECT to_number('<12>', '99PR');
----
-12
SELECT 1

SELECT to_number('$1,234.50', 'L9G999D99');
----
1234.50
SELECT 1

SELECT to_number('12.5', '99');
----
12
SELECT 1

SELECT to_number('0.5', '9D9');
----
0.5
SELECT 1

SELECT to_number('1,234,567', '9,999,999');
----
1234567
SELECT 1

SELECT to_number('12x34', '99x99');
----
1234
SELECT 1

SELECT to_number('12x34', '99"x"99');
----
1234
SELECT 1

SELECT to_number('', '9');
----
error 22P02 invalid input syntax for type numeric: " "

SELECT to_number('abc', '999');
----
error 22P02 invalid input syntax for type numeric: " "

SELECT to_number('-', 'S9');
----
error 22P02 invalid input syntax for type numeric: "-"

SELECT to_number('12th', '99th');
----
12
SELECT 1

SELECT to_number('1 2 3', '9 9 9');
----
123
SELECT 1

SELECT to_number('+12', 'SG99');
----
12
SELECT 1

SELECT to_number('12+', '99SG');
----
12
SELECT 1

SELECT to_number('123.456', '999V999');
----
12.3450000000000000
SELECT 1

SELECT to_number('XII', 'RN');
----
error 0A000 "RN" not supported for input

SELECT to_number('1e3', '9EEEE');
----
error 0A000 "EEEE" not supported for input

SELECT to_number('12.3.4', '99.9');
----
12.3
SELECT 1

SELECT to_number('00012', 'FM99999');
----
12
SELECT 1

SELECT to_number('- 12', 'S 99');
----
12
SELECT 1

SELECT to_number('1234567890123456789012345', '9999999999999999999999999');
----
1234567890123456789012345
SELECT 1

SELECT to_number('.5', '.9');
----
0.5
SELECT 1

SELECT to_number('5.', '9.');
----
5
SELECT 1

SELECT to_number('12 34', '99G99');
----
1234
SELECT 1

SELECT to_number('MI12', 'MI99');
----
1
SELECT 1

SELECT to_number('-12', 'MI99');
----
-12
SELECT 1

SELECT to_number('12-', '99MI');
----
-12
SELECT 1

# to_date and to_timestamp read what is there
SELECT to_date('2024-02-29', 'YYYY-MM-DD');
----
2024-02-29
SELECT 1

SELECT to_date('20240229', 'YYYYMMDD');
----
2024-02-29
SELECT 1

SELECT to_date('29 Feb 2024', 'DD Mon YYYY');
----
2024-02-29
SELECT 1

SELECT to_date('February 29, 2024', 'Month DD, YYYY');
----
2024-02-29
SELECT 1

SELECT to_date('2024060', 'YYYYDDD');
----
2024-02-29
SELECT 1

SELECT to_date('2024-366', 'YYYY-DDD');
----
2024-12-31
SELECT 1

SELECT to_date('2023-366', 'YYYY-DDD');
----
error 22008 date/time field value out of range: "2023-366"

SELECT to_date('24', 'YY');
----
2024-01-01
SELECT 1

SELECT to_date('70', 'YY');
----
1970-01-01
SELECT 1

SELECT to_date('69', 'YY');
----
2069-01-01
SELECT 1

SELECT to_date('999', 'YYY');
----
1999-01-01
SELECT 1

SELECT to_date('5', 'Y');
----
2005-01-01
SELECT 1

SELECT to_date('2,024', 'Y,YYY');
----
2024-01-01
SELECT 1

SELECT to_date('44 BC', 'YYYY BC');
----
0044-01-01 BC
SELECT 1

SELECT to_date('0044-03-15 BC', 'YYYY-MM-DD BC');
----
0044-03-15 BC
SELECT 1

SELECT to_date('-44', 'YYYY');
----
0044-01-01 BC
SELECT 1

SELECT to_date('2024-W09-4', 'IYYY-"W"IW-ID');
----
2024-02-29
SELECT 1

SELECT to_date('2024-09-4', 'IYYY-IW-ID');
----
2024-02-29
SELECT 1

SELECT to_date('2024 9 4', 'YYYY WW D');
----
2024-02-26
SELECT 1

SELECT to_date('2024-1-3', 'YYYY-MM-W');
----
2024-01-15
SELECT 1

SELECT to_date('21', 'CC');
----
2001-01-01
SELECT 1

SELECT to_date('19 99', 'CC YY');
----
1899-01-01
SELECT 1

SELECT to_date('2460370', 'J');
----
2024-02-29
SELECT 1

SELECT to_date('1', 'Q');
----
0001-01-01 BC
SELECT 1

SELECT to_date('II 2024', 'RM YYYY');
----
2024-02-01
SELECT 1

SELECT to_date('xii', 'rm');
----
0001-12-01 BC
SELECT 1

SELECT to_date('13', 'MM');
----
error 22008 date/time field value out of range: "13"

SELECT to_date('00', 'MM');
----
0001-01-01 BC
SELECT 1

SELECT to_date('2024-02-30', 'YYYY-MM-DD');
----
error 22008 date/time field value out of range: "2024-02-30"

SELECT to_date('2024-13-01', 'YYYY-MM-DD');
----
error 22008 date/time field value out of range: "2024-13-01"

SELECT to_date('2024-2-3', 'YYYY-MM-DD');
----
2024-02-03
SELECT 1

SELECT to_date('  2024 - 02 - 03', 'YYYY-MM-DD');
----
2024-02-03
SELECT 1

SELECT to_date('2024/02/03', 'YYYY-MM-DD');
----
2024-02-03
SELECT 1

SELECT to_date('2024.02.03', 'YYYY-MM-DD');
----
2024-02-03
SELECT 1

SELECT to_date('20240203', 'YYYY-MM-DD');
----
error 22008 date out of range: "20240203"

SELECT to_date('2024-02', 'YYYY-MM-DD');
----
2024-02-01
SELECT 1

SELECT to_date('2024', 'YYYY-MM-DD');
----
2024-01-01
SELECT 1

SELECT to_date('', 'YYYY');
----
0001-01-01 BC
SELECT 1

SELECT to_date('abc', 'YYYY');
----
error 22007 invalid value "abc" for "YYYY"; Value must be an integer.

SELECT to_date('2024-02-03x', 'YYYY-MM-DD');
----
2024-02-03
SELECT 1

SELECT to_date('2024-02-03 04', 'YYYY-MM-DD');
----
2024-02-03
SELECT 1

SELECT to_date('Feb', 'Mon');
----
0001-02-01 BC
SELECT 1

SELECT to_date('Febr', 'Mon');
----
0001-02-01 BC
SELECT 1

SELECT to_date('Foo', 'Mon');
----
error 22007 invalid value "Foo" for "Mon"; The given value did not match any of the allowed values for this field.

SELECT to_date('monday', 'day');
----
0001-01-01 BC
SELECT 1

SELECT to_date('2024-02-29', 'FXYYYY-MM-DD');
----
2024-02-29
SELECT 1

SELECT to_date('2024 02 29', 'FXYYYY-MM-DD');
----
2024-02-29
SELECT 1

SELECT to_date('2024-2-29', 'FXYYYY-MM-DD');
----
2024-02-29
SELECT 1

SELECT to_date('2024-2-29', 'FXFMYYYY-FMMM-DD');
----
2024-02-29
SELECT 1

SELECT to_date('12th 2024', 'DDth YYYY');
----
2024-01-12
SELECT 1

SELECT to_date('10000-01-01', 'YYYY-MM-DD');
----
10000-01-01
SELECT 1

SELECT to_date('100000101', 'YYYYMMDD');
----
error 22008 date/time field value out of range: "100000101"

SELECT to_date('Tue 2024-02-27', 'Dy YYYY-MM-DD');
----
2024-02-27
SELECT 1

SELECT to_date('2024-02-29 DD', 'YYYY-MM-DD "DD"');
----
2024-02-29
SELECT 1

SELECT to_date('a2024', '"a"YYYY');
----
2024-01-01
SELECT 1

SELECT to_date('b2024', '"a"YYYY');
----
2024-01-01
SELECT 1

SELECT to_date('2024 2024', 'YYYY YYYY');
----
2024-01-01
SELECT 1

SELECT to_date('2024 2023', 'YYYY YYYY');
----
error 22007 conflicting values for "YYYY" field in formatting string; This value contradicts a previous setting for the same field type.

SELECT to_date('02 2024 IW', 'MM IYYY');
----
error 22007 invalid combination of date conventions; ; Do not mix Gregorian and ISO week date conventions in a formatting template.

SELECT to_date('0000-01-01', 'YYYY-MM-DD');
----
0001-01-01 BC
SELECT 1

SELECT to_date('4714-11-24 BC', 'YYYY-MM-DD BC');
----
4714-11-24 BC
SELECT 1

SELECT to_timestamp('2024-02-29 13:05:09', 'YYYY-MM-DD HH24:MI:SS');
----
2024-02-29 13:05:09+00
SELECT 1

SELECT to_timestamp('2024-02-29 01:05 PM', 'YYYY-MM-DD HH12:MI PM');
----
2024-02-29 13:05:00+00
SELECT 1

SELECT to_timestamp('2024-02-29 12:05 AM', 'YYYY-MM-DD HH12:MI AM');
----
2024-02-29 00:05:00+00
SELECT 1

SELECT to_timestamp('2024-02-29 13:05 PM', 'YYYY-MM-DD HH12:MI PM');
----
error 22007 hour "13" is invalid for the 12-hour clock; ; Use the 24-hour clock, or give an hour between 1 and 12.

SELECT to_timestamp('2024-02-29 01:05 p.m.', 'YYYY-MM-DD HH:MI a.m.');
----
2024-02-29 13:05:00+00
SELECT 1

SELECT to_timestamp('12:30', 'HH24:MI');
----
0001-01-01 12:30:00+00 BC
SELECT 1

SELECT to_timestamp('25:00', 'HH24:MI');
----
error 22008 date/time field value out of range: "25:00"

SELECT to_timestamp('12:60', 'HH24:MI');
----
error 22008 date/time field value out of range: "12:60"

SELECT to_timestamp('12:30:61', 'HH24:MI:SS');
----
error 22008 date/time field value out of range: "12:30:61"

SELECT to_timestamp('12:30:45.678', 'HH24:MI:SS.MS');
----
0001-01-01 12:30:45.678+00 BC
SELECT 1

SELECT to_timestamp('12:30:45.6', 'HH24:MI:SS.MS');
----
0001-01-01 12:30:45.6+00 BC
SELECT 1

SELECT to_timestamp('12:30:45.678901', 'HH24:MI:SS.US');
----
0001-01-01 12:30:45.678901+00 BC
SELECT 1

SELECT to_timestamp('12:30:45.1234567', 'HH24:MI:SS.US');
----
error 22008 date/time field value out of range: "12:30:45.1234567"

SELECT to_timestamp('45.5', 'SS.FF1');
----
0001-01-01 00:00:45.5+00 BC
SELECT 1

SELECT to_timestamp('45.123', 'SS.FF3');
----
0001-01-01 00:00:45.123+00 BC
SELECT 1

SELECT to_timestamp('45.123456', 'SS.FF6');
----
0001-01-01 00:00:45.123456+00 BC
SELECT 1

SELECT to_timestamp('3661', 'SSSS');
----
0001-01-01 01:01:01+00 BC
SELECT 1

SELECT to_timestamp('86400', 'SSSSS');
----
error 22008 date/time field value out of range: "86400"

SELECT to_timestamp('2024-02-29 10 +02', 'YYYY-MM-DD HH24 TZH');
----
2024-02-29 08:00:00+00
SELECT 1

SELECT to_timestamp('2024-02-29 10 -03:30', 'YYYY-MM-DD HH24 TZH:TZM');
----
2024-02-29 13:30:00+00
SELECT 1

SELECT to_timestamp('2024-02-29 10 +5 30', 'YYYY-MM-DD HH24 TZH TZM');
----
2024-02-29 04:30:00+00
SELECT 1

SELECT to_timestamp('2024 EST', 'YYYY TZ');
----
error 0A000 formatting field "TZ" is only supported in to_char

SELECT to_timestamp('2024 +00', 'YYYY OF');
----
error 0A000 formatting field "OF" is only supported in to_char

SELECT to_timestamp('2024-02-29T13:05:09Z', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
----
2024-02-29 13:05:09+00
SELECT 1

SELECT to_timestamp('20240229130509', 'YYYYMMDDHH24MISS');
----
2024-02-29 13:05:09+00
SELECT 1

SELECT to_timestamp('2024-02-29 13:05:09.5', 'YYYY-MM-DD HH24:MI:SS');
----
2024-02-29 13:05:09+00
SELECT 1

SELECT to_timestamp('1:2:3', 'HH24:MI:SS');
----
0001-01-01 01:02:03+00 BC
SELECT 1

SELECT to_timestamp('05:06 am', 'HH:MI AM');
----
0001-01-01 05:06:00+00 BC
SELECT 1

SELECT to_timestamp('2024/060 12', 'YYYY/DDD HH24');
----
2024-02-29 12:00:00+00
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT to_timestamp('2024-03-10 02:30', 'YYYY-MM-DD HH24:MI');
----
2024-03-10 03:30:00-04
SELECT 1

SELECT to_timestamp('2024-11-03 01:30', 'YYYY-MM-DD HH24:MI');
----
2024-11-03 01:30:00-05
SELECT 1

SELECT to_timestamp('2024-07-01', 'YYYY-MM-DD');
----
2024-07-01 00:00:00-04
SELECT 1

SELECT to_timestamp('2024-07-01 12 +00', 'YYYY-MM-DD HH24 TZH');
----
2024-07-01 08:00:00-04
SELECT 1

SELECT to_timestamp(0), to_timestamp(1709208309.5), to_timestamp(-1e9), to_timestamp('Infinity'), to_timestamp(1e15);
----
error 22008 timestamp out of range: "1e+15"

SELECT to_timestamp('NaN'::float8);
----
error 22008 timestamp cannot be NaN

SET timezone = 'UTC';
----
SET
