"""Writes the files of src/test/resources/spreadsheets with LibreOffice Calc: see README.md there. All data are invented.

    soffice --headless --norestore --accept='socket,host=127.0.0.1,port=2002;urp;' &
    /usr/bin/python3 src/test/spreadsheets/write.py src/test/resources/spreadsheets
"""
import datetime
import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale
from com.sun.star.table import CellRangeAddress
from com.sun.star.util import Date

OUT = os.path.abspath(sys.argv[1])
WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9]))


def vin(pattern):
    total = sum(w * (int(c) if c.isdigit() else VALUES[c]) for w, c in zip(WEIGHTS, pattern))
    return pattern[:8] + ("X" if total % 11 == 10 else str(total % 11)) + pattern[9:]


VIN1 = vin("LFPH3ABC0N1000001")
VIN2 = vin("LFPH3ABC0N1000002")


def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            context = resolver.resolve("uno:socket,host=127.0.0.1,port=2002;urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(1)
    raise SystemExit("no soffice")


def props(**values):
    return tuple(PropertyValue(Name=k, Value=v) for k, v in values.items())


CHINA = Locale("zh", "CN", "")


class T(str):
    """A text that must stay one."""


class F:
    def __init__(self, formula, form=None):
        self.formula, self.form = formula, form


class N:
    def __init__(self, value, form=None):
        self.value, self.form = value, form


class D:
    """A day or a moment, in the document's date system."""

    def __init__(self, text, form):
        self.moment = datetime.datetime.fromisoformat(text)
        self.form = form


class Book:
    def __init__(self, desktop, since1904=False):
        self.doc = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, props(Hidden=True))
        self.doc.CharLocale = CHINA
        self.zero = datetime.datetime(1904, 1, 1) if since1904 else datetime.datetime(1899, 12, 30)
        if since1904:
            self.doc.NullDate = Date(Day=1, Month=1, Year=1904)
        self.sheet = self.doc.Sheets.getByIndex(0)

    def form(self, cell, code):
        if code is None:
            return
        forms = self.doc.NumberFormats
        key = forms.queryKey(code, CHINA, False)
        cell.NumberFormat = forms.addNew(code, CHINA) if key == -1 else key

    def put(self, row, *cells):
        """row: from 1, as people count."""
        for column, it in enumerate(cells):
            if it is None:
                continue
            cell = self.sheet.getCellByPosition(column, row - 1)
            if isinstance(it, N):
                cell.Value = float(it.value)
                self.form(cell, it.form)
            elif isinstance(it, F):
                cell.Formula = it.formula
                self.form(cell, it.form)
            elif isinstance(it, D):
                cell.Value = (it.moment - self.zero).total_seconds() / 86400
                self.form(cell, it.form)
            elif isinstance(it, bool):
                cell.Formula = "=TRUE()" if it else "=FALSE()"
            elif isinstance(it, (int, float)):
                cell.Value = float(it)
            else:
                cell.String = it

    def name(self, name):
        self.sheet.Name = name

    def sheet_before(self, name, *rows, hidden=False):
        data = self.sheet
        self.doc.Sheets.insertNewByName(name, 0)
        self.sheet = self.doc.Sheets.getByName(name)
        for i, row in enumerate(rows):
            self.put(i + 1, *row)
        self.sheet.IsVisible = not hidden
        self.sheet = data

    def sheet_behind(self, name, *rows):
        data = self.sheet
        self.doc.Sheets.insertNewByName(name, self.doc.Sheets.Count)
        self.sheet = self.doc.Sheets.getByName(name)
        for i, row in enumerate(rows):
            self.put(i + 1, *row)
        self.sheet = data

    def write(self, kind):
        self.doc.calculateAll()
        index = [self.doc.Sheets.getByIndex(i).Name for i in range(self.doc.Sheets.Count)].index(self.sheet.Name) + 1

        def text(separator, charset, quoted):
            # as shown, values instead of formulas, this sheet
            return f"{separator},34,{charset},1,,0,{'true' if quoted else 'false'},true,true,false,false,{index}"

        flavours = {
            "xlsx": ("Calc MS Excel 2007 XML", None),
            "xls": ("MS Excel 97", None),
            "gb18030.csv": ("Text - txt - csv (StarCalc)", text(44, 85, False)),
            "utf16-tab.txt": ("Text - txt - csv (StarCalc)", text(9, 65535, False)),
            "quoted-semicolon.csv": ("Text - txt - csv (StarCalc)", text(59, 76, True)),
        }
        for ending, (filter_name, options) in flavours.items():
            given = {"FilterName": filter_name, "Overwrite": True}
            if options:
                given["FilterOptions"] = options
            self.store(f"{kind}.{ending}", **given)
        self.doc.close(True)

    def store(self, name, **given):
        self.doc.storeToURL(uno.systemPathToFileUrl(os.path.join(OUT, name)), props(**given))
        # a sheet that is not the first is exported under its own name added to that of the file
        stem, end = os.path.splitext(name)
        other = os.path.join(OUT, f"{stem}-{self.sheet.Name}{end}")
        if os.path.exists(other):
            os.replace(other, os.path.join(OUT, name))


def staff(desktop):
    book = Book(desktop)
    book.name("员工")
    book.put(1, "工号", "姓名", "岗位", "门店代码", "手机", "在职")
    book.put(2, "007", "孙玉", F('="销售"&"顾问"'), "east", N(13800138001, "0"), "是")
    book.put(3, N(1001), "李明", "服务顾问", "east", N(13800138002), None)
    book.put(4, N(1002), "王芳", "经理", "east", None, "是")
    area = CellRangeAddress(0, 0, 0, 5, 3)
    ranges = book.doc.DatabaseRanges
    ranges.addNewByName("filter", area)
    ranges.getByName("filter").AutoFilter = True
    book.doc.CurrentController.freezeAtPosition(0, 1)
    book.write("staff")


def customers(desktop):
    book = Book(desktop)
    book.name("客户")
    book.put(1, "客户清单（2026-04-10 导出）")
    book.sheet.getCellRangeByName("A1:L1").merge(True)
    book.put(3, "客户编号", "客户性质", "客户名称", "性别", "证件号码", "手机", "其他电话", "省区", "市县", "详细地址", "免打扰", "更新时间")
    book.put(4, N(17, "000000"), "个人", "陈建国", "男", T("330106199001011234"), N(13800138000), "0571-8766 0001", "浙江", "杭州",
             "文三路1号，\n2幢；3室", "否", D("2026-04-09 10:30", "YYYY/M/D H:MM"))
    book.put(5, "K2", "单位", "杭州恒达物流", None, None, N(13900139000, "0.00E+00"), None, "浙江", "杭州", "莫干山路 8 号", None, None)
    book.put(6, "K3", "个人", "李敏", "女", N(330106199001011234), "＋86 138-0013-8003", None, "浙江", "宁波", '"天一"广场, 3号', "√", None)
    book.put(7, "K4", "个人", F('="赵"&"六"'), None, None, F("=13800138000+5", "0"), None, None, None, None, None, None)
    book.put(8, "K5", "个人", F("=NA()"), None, None, N(13800138006), None, None, None, None, None, None)
    book.put(10, "合计", F("=COUNTA(A4:A8)"))
    book.sheet.getRows().getByIndex(4).IsVisible = False
    book.sheet.Annotations.insertNew(book.sheet.getCellRangeByName("F5").CellAddress, "电话待核实")
    book.sheet.getCellRangeByName("A11:Z40").CellBackColor = 0xFFF2CC
    book.sheet.getCellRangeByName("M1:Z40").CellBackColor = 0xFFF2CC
    book.sheet_before("说明", ["本表由 DMS 导出"], ["制表", "王"], hidden=True)
    book.sheet_behind("字典", ["客户性质"], ["个人"], ["单位"])
    book.write("customers")


def vehicles(desktop):
    book = Book(desktop)
    book.name("车辆")
    book.put(1, "车架号", "车牌号", "品牌", "客户编号", "提车日期", "开票日期", "质保到期日", "质保里程", "里程", "JD标识", "更新时间")
    low = VIN1.lower()
    book.put(2, low[:8] + " " + low[8:], "浙a 7k3f9", "岚峰", N(17, "000000"), D("2024-03-01", "YYYY-MM-DD"), D("2024-02-28", 'YYYY"年"M"月"D"日"'),
             D("2027-03-01", "YYYY/M/D"), N(100000, "#,##0"), N(12345, '#,##0"公里"'), True, D("2026-04-09 08:00:30", "YYYY-MM-DD HH:MM:SS"))
    book.put(3, VIN2, "浙AD12345", "岚峰", "K3", "2025.6.1", None, None, None, F("=1/0"), "无", None)
    book.put(4, "LFPH3ABC0N100000", "浙A99999", "岚峰", "K3", None, None, None, None, None, None, None)
    book.write("vehicles")


def sales(desktop):
    book = Book(desktop, since1904=True)
    book.name("销售")
    book.put(1, "销售单号", "门店代码", "车架号", "客户编号", "成交日期", "提车日期", "销售顾问工号", "成交价", "状态")
    book.put(2, N(2026000301), "east", VIN1, N(17, "000000"), D("2026-03-01", "YYYY/M/D"), D("2026-03-05", "YYYY-MM-DD"), "007", N(128800.5, '[$¥-804]#,##0.00'), "有效")
    book.put(3, "S2", "east", VIN2, "K3", "2026.4.2", None, "007", "98,000元", "退车")
    book.write("sales")


def repair_orders(desktop):
    book = Book(desktop)
    book.name("委托书")
    book.put(1, "委托书号", "门店代码", "车架号", "车牌号", "客户编号", "送修人", "送修人电话", "维修类别", "送修时间", "完工时间", "结算时间", "进厂里程", "服务顾问工号",
             "金额", "进厂号", "状态")
    book.put(2, N(20260410001), "east", VIN1, "浙A7K3F9", N(17, "000000"), "陈建国", N(13800138000), "保养", D("2026-04-10 09:00", "YYYY-MM-DD HH:MM"),
             D("2026-04-10 15:30", 'YYYY"年"M"月"D"日" H"时"MM"分"'), F("=I2+0.28125", "YYYY/M/D AM/PM H:MM"), N(23456, "#,##0"), N(1001),
             F("=SUM(1000;286.5)", "#,##0.00"), "0012", "结算")
    book.put(3, "WT-2", "east", VIN2, None, "K3", None, None, "一般维修", N(46121.375), None, None, None, None, None, None, "在修")
    book.put(4, "WT-3", "south", VIN2, None, "K3", None, None, "保养", D("2026-04-10", "YYYY-MM-DD"), None, None, None, None, None, None, "在修")
    book.put(5, "WT-4", "east", VIN2, None, "K3", None, None, "保养", "2026-02-30", None, None, None, None, None, None, "在修")
    book.sheet_behind("旧", ["委托书号", "门店代码", "车架号", "维修类别", "送修时间"], ["WT-9", "east", VIN1, "保养", "2020-01-01"])
    book.write("repair_orders")


def repair_lines(desktop):
    book = Book(desktop)
    book.name("明细")
    book.put(1, "委托书号", "门店代码", "行号", "类别", "代码", "名称", "数量", "金额")
    book.put(2, N(20260410001), "east", N(1), "工时", "G1", '更换机油 5W-30, "4L"; 含\t滤', N(0.5, "0.0"), F("=ROUND(500*2.573;2)", "[$¥-804]#,##0.00"))
    book.put(3, N(20260410001), "east", N(2), "配件", "0451103079", "机油滤清器", N(1), N(0.1, "0.00"))
    book.put(4, "WT-8", "east", N(1), "配件", None, "雨刮片", N(2), N(99))
    book.write("repair_lines")


def recommendations(desktop):
    book = Book(desktop)
    book.name("建议")
    book.put(1, "委托书号", "门店代码", "项目", "可用至", "可用里程", "客户同意")
    book.put(2, N(20260410001), "east", "前刹车片", D("2026-10-01", "YYYY-MM-DD"), N(30000, "#,##0"), "×")
    book.put(3, N(20260410001), "east", "电瓶", None, None, False)
    book.write("recommendations")


def parts_stock(desktop):
    book = Book(desktop)
    book.name("库存")
    book.put(1, "门店代码", "备件号", "备件名称", "库存数量", "货位")
    book.put(2, "east", N(451103079, "0000000000"), "机油滤清器", N(12), "A-3")
    book.put(3, "east", "P-2", "火花塞", F("=COUNTA(B2:B2)*4"), None)
    book.put(4, "east", "P-3", "空滤", F("=VLOOKUP(1;A2:B3;2;0)"), None)
    book.put(5, "合计", None, None, F("=SUM(D2:D3)"))
    book.write("parts_stock")


def gate_log(desktop):
    book = Book(desktop)
    book.name("门岗")
    book.put(1, "门店代码", "车牌号", "进厂时间", "出厂时间", "保安")
    book.put(2, "east", "浙A·7K3F9", D("2026-04-10 08:55:10", "YYYY-MM-DD HH:MM:SS"), D("2026-04-10 16:05:59", "YYYY-MM-DD HH:MM:SS"), "老周")
    book.put(3, "east", "浙AD12345", D("2026-04-10 09:00", 'YYYY"年"M"月"D"日" AM/PMH"时"MM"分"'), None, None)
    book.write("gate_log")


def call_history(desktop):
    book = Book(desktop)
    book.name("回访")
    book.put(1, "委托书号", "销售单号", "门店代码", "回访时间", "工号", "回访结果", "总分", "满意度", "备注")
    book.put(2, None, N(2026000301), "east", D("2026-03-08 10:00", "YYYY-MM-DD HH:MM"), "007", "满意", N(0.95, "0%"), N(4.5, "0.0"), "很好,\n谢谢")
    book.put(3, None, "S2", "east", D("2026-04-05", "YYYY-MM-DD"), None, "未接通", None, None, None)
    book.write("call_history")


def complaint_history(desktop):
    book = Book(desktop)
    book.name("投诉")
    book.put(1, "投诉单号", "门店代码", "受理时间", "客户编号", "车架号", "投诉类别", "投诉内容", "处理人工号", "解决时间", "关闭时间", "处理结果")
    book.put(2, N(301, '"TS"00000'), "east", D("2025-03-01 10:00", "YYYY-MM-DD HH:MM"), N(17, "000000"), VIN1, "维修质量", '异响:\n"咯咯"声', "007",
             D("2025-03-02", "YYYY-MM-DD"), D("2025-03-03", "YYYY-MM-DD"), "已返修")
    book.write("complaint_history")


def odd(desktop):
    """What is refused, and must say why."""
    book = Book(desktop)
    book.put(1, "客户编号", "客户名称", "手机")
    book.put(2, "K1", "陈建国", N(13800138000))
    book.store("customers-locked.xls", FilterName="MS Excel 97", Overwrite=True, Password="geheim")
    book.store("customers.ods", FilterName="calc8", Overwrite=True)
    book.store("customers-page.xls", FilterName="HTML (StarCalc)", Overwrite=True)
    book.store("customers-2003.xml", FilterName="MS Excel 2003 XML", Overwrite=True)
    book.doc.close(True)


if __name__ == "__main__":
    desktop = connect()
    for each in (odd,) if sys.argv[2:] == ["odd"] else (staff, customers, vehicles, sales, repair_orders, repair_lines, recommendations, parts_stock, gate_log, call_history,
                 complaint_history, odd):
        each(desktop)
