// The legacy page's own script, delivered years ago: its button submits the form unchecked.
var form = document.frmPG;
form.btnSave.onclick = function () {
  form.submit();
};
if (location.search.indexOf("F01=") > 0) document.getElementById("msg").innerText = "保存成功：" + decodeURIComponent(location.search.substr(1));
